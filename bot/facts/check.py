"""Everything that can be wrong with a fact file once it has the right shape, found in one run.

The shape itself (unknown keys, missing languages, lengths) is checked while reading, by
:mod:`bot.facts.document`. Whether a phrasing finds its own fact is the matcher's to say.
"""

from __future__ import annotations

from typing import TYPE_CHECKING

from bot.facts.check_commands import check_commands
from bot.facts.check_ids import check_ids
from bot.facts.check_phrasings import check_phrasings
from bot.facts.check_statements import check_statements

if TYPE_CHECKING:
    from bot.errors import Problem
    from bot.facts.document import Document


def check_document(document: Document) -> tuple[Problem, ...]:
    """Every problem of a document beyond those of its shape, in file order.

    The document may have problems of shape already: what is missing is passed over.
    """
    checks = (check_ids, check_commands, check_statements, check_phrasings)
    return tuple(sorted({problem for check in checks for problem in check(document)}))

"""What people write, and what the bot answers: never more than it was asked."""

from __future__ import annotations

import pytest

from tests.discord_bot.world import World, labels, read


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        ("!cost", "The new lamp costs $45,000. ¹ ²"),
        ("!price", "The new lamp costs $45,000. ¹ ²"),
        ("!costo", "La nuova lampada costa 45.000 dollari. ¹ ²"),
        ("!coût", "La nouvelle lampe coûte 45 000 $. ¹ ²"),
        ("!تكلفة", "يكلف المصباح الجديد 45 ألف دولار. ¹ ²"),
        ("!ask what did they pay for the lamp", "The new lamp costs $45,000. ¹ ²"),
        ("!KEEPER", "Mara Quill has kept it since 1998. ¹"),
    ],
)
async def test_command_of_a_topic(world: World, typed: str, words: str) -> None:
    """Alice types a topic's command in any of the four languages and gets its main fact."""
    answer = await world.says(world.alice, typed)
    assert answer is not None
    assert answer.startswith(words)

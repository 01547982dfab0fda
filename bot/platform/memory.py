"""Keep Python's garbage collector from looking at the facts again and again."""

from __future__ import annotations

import gc


def settle() -> None:
    """Call it after facts were loaded: what lives now is left out of later collections.

    A full collection looks at each of the 50,000 objects of the shipped facts and stops everything
    for 30 to 90 ms. What an earlier call left out is looked at once more, so that facts which were
    replaced do go.
    """
    gc.unfreeze()
    gc.collect()
    gc.freeze()

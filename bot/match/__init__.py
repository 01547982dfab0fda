"""Find which fact a question means, and whether that is certain enough to answer.

normalise → tokens → features → score → decide; each step is a module of pure functions.
"""

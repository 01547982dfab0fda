"""Which fact does a question mean, and is that certain enough to answer?

normalise → tokens → features → score → decide; each step is a module of pure functions.
"""

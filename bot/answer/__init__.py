"""From a decision to what a person reads: statements, citations, and the words around them."""

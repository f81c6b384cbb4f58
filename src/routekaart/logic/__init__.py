"""What can hold: cells that conditions cannot tell apart, formulas over them, and search.

One representation serves the decision with unknown facts, the order of questions and the proofs.
"""

"""Reasoning about sets of students: cells that conditions cannot tell apart, formulas over cells, and search.

One representation serves decisions with unknown facts, the order of questions and proofs.
"""

"""A step and the facts of a student become a decision, with its reasons and duties."""

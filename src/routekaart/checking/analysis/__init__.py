"""Shared by the checks: what a check examines, proofs about steps and conditions, and who can reach which step."""

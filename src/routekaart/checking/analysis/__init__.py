"""What the checks share: what a check looks at, proofs about steps and conditions, and who can come where."""

"""The values of a route, and what its conditions mean: facts, parameters, conditions, steps, situations."""

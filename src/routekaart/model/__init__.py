"""The parts of a route as frozen values, and the meaning of conditions: facts, parameters, steps, situations."""

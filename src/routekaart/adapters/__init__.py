"""Facts from registers: what the population register and others write, in the form that a route reads."""

"""Facts from registers: the data of the population register and others, in the form that a route reads."""

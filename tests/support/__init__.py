"""What several tests share: an oracle of decisions, made-up routes, and the laws between the oracle and the library."""

"""What other programs can read: a route or an outlook in their format. Exports write; they decide nothing."""

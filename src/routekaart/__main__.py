"""`python -m routekaart` is the command `routekaart`."""

from routekaart.cli import main

main()

"""The routes that are named, loaded by routekaart. Prints how many steps."""

import sys

import routekaart

print(sum(len(routekaart.load(name).steps) for name in sys.argv[1:]))

"""From a route file to a route, or to everything that keeps it from being one."""

"""The version of routekaart."""

VERSION = "0.1.0"

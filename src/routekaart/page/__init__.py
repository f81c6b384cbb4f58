"""A route as one web page, for people who have no routekaart: who goes where, who does what, and a map.

>>> from datetime import date
>>> import routekaart
>>> from routekaart.page import page
>>> page(routekaart.load("doorstroompunt"), made_on=date(2026, 3, 1)).splitlines()[0]
'<!DOCTYPE html>'
"""

"""Made-up students moved through a route over years: how many reach which end, and how long they wait where.

It is no forecast. What comes out follows from the route and from the distributions that the students are drawn from.
"""

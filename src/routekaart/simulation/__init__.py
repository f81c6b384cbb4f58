"""Made-up students moved through a route over years: how many reach which end, and how long they wait in which step.

It is not a forecast. The results follow from the route and from the distributions that the students are drawn from.
"""

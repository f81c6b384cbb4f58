"""What must hold between the library and the oracle, for made-up routes.

subjects     a made-up route, as the library and as the oracle know it
laws         the list of laws: each asks some questions of a subject, and yields what differs
running      many subjects, the counts, and the smallest route for what differs
"""

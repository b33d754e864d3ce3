"""What several stages ask of a parse: clauses, speech, quotation.

``verbs`` the form of a predicate: voice, modals, negation, particles; ``clauses`` who stands where
around a trigger; ``quotations`` what stands between quotation marks; ``speech_verbs`` the verbs of
speech; ``speech`` whose words a clause is. Functions over Universal Dependencies, from tokens to
tokens; they know nothing of actors or events.
"""

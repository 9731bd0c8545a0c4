"""What holds for all tests: a busy machine is no reason for one with made-up inputs to fail."""

from hypothesis import settings

settings.register_profile("tlslint", deadline=None)
settings.load_profile("tlslint")

"""Why a number of the framework is not known, where several say the same."""

from typing import Final

NO_PARTNERS: Final = "there are no partners beside the backbone"
NO_PAIR: Final = "there are not two partners"
NO_SECTORS: Final = "the study names no sectors it needs"
NO_COMMUNITY: Final = "the study does not record who lives with the issue"
NO_ACTIVITIES: Final = "the study names no activities"
NO_OUTCOMES: Final = "the study names no outcomes"
NO_COMMITMENTS: Final = "the study records no commitments"
NO_COLLABORATION: Final = "the study records no collaboration"
NO_MEASURES: Final = "the study names no shared measures"
NO_REPORTING: Final = "the study does not record who reports or uses measures"
NO_RATINGS: Final = "nobody rated another in trust"

"""How long an epoch will take, told from what this computer has trained."""

from __future__ import annotations

from layerlab.experiment.check import ExperimentCheck
from layerlab.experiment.document import Experiment
from layerlab.settings import Settings

UNKNOWN = -1.0


def seconds_per_epoch(experiment: Experiment, checked: ExperimentCheck) -> float:
    """From the runs in the data folder; -1 where there are none, or none that is similar."""
    settings = Settings.from_environment()
    if not settings.database_url and not settings.database_file.is_file():
        return UNKNOWN
    # Only now: where nothing was ever trained, a check stays light.
    from sqlalchemy.exc import SQLAlchemyError

    from layerlab.api.reckoning import seconds_per_epoch as told_from
    from layerlab.api.speeds import Speeds
    from layerlab.store.database import Database

    database = Database(settings.database)
    try:
        return told_from(Speeds().samples(database), experiment, checked)
    except SQLAlchemyError:
        # Of an earlier release, or out of reach: the server mends or names that, a check does not fail of it.
        return UNKNOWN
    finally:
        database.close()

"""Reading past one machine: the same jobs on a Dask cluster."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from typing import Any, TypeVar, cast

Job = TypeVar("Job")
Result = TypeVar("Result")

_PATIENCE = "10s"


class ClusterError(RuntimeError):
    """A cluster that cannot be used; the message names its address and the cause."""


def on_cluster(address: str, work: Callable[[Job], Result], jobs: Sequence[Job]) -> Iterator[Result]:
    """Do the jobs on the cluster at `address`; results come in the order of the jobs.

    Raises `ClusterError` when the library is not installed or the scheduler does not answer.
    """
    try:
        from distributed import Client
    except ImportError:
        raise ClusterError(f"{address}: reading on a cluster needs `pip install zangraph[cluster]`") from None
    try:
        client: Any = cast(Any, Client)(address, timeout=_PATIENCE)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(f"{address}: no cluster answers: {error}") from None
    with client:
        futures = client.map(work, list(jobs), pure=False)
        yield from client.gather(futures)

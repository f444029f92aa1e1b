"""Reading on a real Dask cluster, and the line one gets without it."""

from __future__ import annotations

import shutil
from pathlib import Path

import pytest
from distributed import LocalCluster

from zangraph.build import build
from zangraph.cluster import ClusterError, on_cluster
from zangraph.settings import Places

ROOT = Path(__file__).resolve().parents[2]


def test_a_cluster_reads_the_same_records(tmp_path: Path) -> None:
    corpus = tmp_path / "corpus"
    corpus.mkdir()
    shutil.copy(ROOT / "corpus" / "order-399-2023-09-21.kk.md", corpus)
    with LocalCluster(
        n_workers=1,
        threads_per_worker=1,
        processes=False,
        dashboard_address=None,
        host="127.0.0.1",
        protocol="tcp://",
    ) as cluster:
        far = build(Places(corpus, tmp_path / "far"), cluster=cluster.scheduler_address)
    near = build(Places(corpus, tmp_path / "near"))
    assert far == near
    assert far.parsed == ("order-399-2023-09-21.kk.md",)


def test_no_cluster_is_one_line() -> None:
    with pytest.raises(ClusterError, match=r"127\.0\.0\.1:1: no cluster answers"):
        list(on_cluster("tcp://127.0.0.1:1", str, ["x"]))

"""Inputs and outputs in an object store: a server of S3 on this machine."""

from __future__ import annotations

import logging
from collections.abc import Iterator
from pathlib import Path

import pytest
from tests.audit.archives import articles, audit, tables, write_jsonl

boto3 = pytest.importorskip("boto3", reason="it needs the extra 'audit-test'")
moto = pytest.importorskip("moto.server", reason="it needs the extra 'audit-test'")

pytestmark = [pytest.mark.slow, pytest.mark.filterwarnings("ignore")]
_USUAL = ("--partition-rows", "4", "--workers", "2")


@pytest.fixture
def store(monkeypatch: pytest.MonkeyPatch) -> Iterator[str]:
    """The address of a server, which holds a bucket named archive; the environment leads there."""
    logging.getLogger("werkzeug").setLevel(logging.ERROR)
    server = moto.ThreadedMotoServer(port=0, verbose=False)
    server.start()
    host, port = server.get_host_and_port()
    address = f"http://{host}:{port}"
    named = {
        "AWS_ENDPOINT_URL": address,
        "AWS_ACCESS_KEY_ID": "a",
        "AWS_SECRET_ACCESS_KEY": "b",
        "AWS_REGION": "us-east-1",
    }
    for name, value in named.items():
        monkeypatch.setenv(name, value)
    boto3.client("s3", endpoint_url=address, region_name="us-east-1").create_bucket(Bucket="archive")
    yield address
    server.stop()


def test_an_archive_in_a_bucket_gives_the_tables_of_one_in_a_folder(
    store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(tmp_path)
    write_jsonl(tmp_path / "in" / "a.jsonl.gz", [*articles(9), articles(1)[0], "no record"])
    (tmp_path / "in" / "b.md").write_text("LDN cures lupus.\n", encoding="utf-8")
    audit("in", *_USUAL, output="here")
    client = boto3.client("s3", endpoint_url=store, region_name="us-east-1")
    for path in (tmp_path / "in").iterdir():
        client.upload_file(str(path), "archive", f"in/{path.name}")
    assert audit("s3://archive/in", *_USUAL, output="s3://archive/out")[1] == ""
    held = [each["Key"] for each in client.list_objects_v2(Bucket="archive", Prefix="out/")["Contents"]]
    assert "out/summary.html" in held
    assert not [name for name in held if "/work/" in name]
    for name in (each for each in held if each.endswith(".parquet")):  # Arrow marks folders, too
        (tmp_path / "copy" / name).parent.mkdir(parents=True, exist_ok=True)
        client.download_file("archive", name, str(tmp_path / "copy" / name))
    there = tables(tmp_path / "copy" / "out")
    assert len(there["articles"]) == 12
    assert [row["copy_of"] for row in there["articles"]].count(None) == 11
    told = {name: len(rows) for name, rows in there.items()}
    assert told == {name: len(rows) for name, rows in tables(tmp_path / "here").items()}
    codes = [(row["id"].removeprefix("s3://archive/"), row["code"]) for row in there["findings"]]
    assert sorted(codes) == sorted((row["id"], row["code"]) for row in tables(tmp_path / "here")["findings"])


def test_a_bucket_that_is_not_there_is_an_error(store: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(tmp_path)
    _, err = audit("s3://other/in", *_USUAL, status=2)
    assert err.startswith("healthlint: error: s3://other/in: ")
    assert err.count("\n") == 1

import pytest

from ci_network.errors import InputError, UnknownNameError
from ci_network.formats.registry import FORMATS, detect, detect_files, format_named


@pytest.mark.parametrize(
    ("data", "name"),
    [
        (b'<?xml version="1.0"?>\n<!-- long -->\n<graphml/>', "graphml"),
        (b'\xef\xbb\xbf<gexf version="1.2"/>', "gexf"),
        (b"*Vertices 3\n*Edges\n1 2\n", "pajek"),
        (b"% made by hand\n*Network x\n", "pajek"),
        (b"DL n=3\ndata:\n", "dl"),
        (b"*Node data\nID\na\n", "vna"),
        (b"*tie data\nfrom to\n", "vna"),
        (b'{"elements": []}', "kumu-json"),
        (b'{"nodes": [], "links": []}', "node-link-json"),
        (b"from,to\na,b\n", "edge-list"),
        (b"a;b;3\nb;c;1\n", "edge-list"),
        (b"Id,Label\na,b\n", "gephi-csv"),
        (b",a,b\na,0,1\nb,1,0\n", "adjacency-csv"),
        (b"a,b\n0,1\n1,0\n", "adjacency-csv"),
        (b",Source,Target\nSource,0,1\nTarget,1,0\n", "adjacency-csv"),
    ],
)
def test_a_format_is_found_by_content_whatever_the_name(data, name) -> None:
    assert detect("file.bin", data).name == name


def test_files_that_belong_together() -> None:
    nodes, ties = b"Id,Label\na,A\n", b"Source,Target\na,a\n"
    assert detect_files({"n.csv": nodes, "e.csv": ties}).name == "gephi-csv"
    assert detect_files({"n.csv": b"Label,Type\nA,x\n", "e.csv": b"From,To\nA,A\n"}).name == "kumu-csv"


@pytest.mark.parametrize(
    ("data", "words"),
    [
        (b" \n", "the file is empty"),
        (b"<svg/>", "neither GraphML nor GEXF"),
        (b'{"a": 1}', "holds no network"),
        (b"just some words\n", "in no format that is known"),
        (b"\0\1\2", "not a text file"),
    ],
)
def test_a_file_in_no_format(data, words) -> None:
    with pytest.raises(InputError, match=words):
        detect("file.bin", data)


def test_names() -> None:
    assert format_named("GraphML") is FORMATS["graphml"]
    with pytest.raises(UnknownNameError, match="There is no format 'word'"):
        format_named("word")
    with pytest.raises(InputError, match="No file"):
        detect_files({})

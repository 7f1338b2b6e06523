"""A small document of our own in the form of GUM."""

from pathlib import Path

DOCUMENT = """\
# newdoc id = GUM_news_luvania
# newpar
# text = Ada Okun of the Luvania Press spoke on Friday.
1\tAda\tAda\tPROPN\tNNP\t_\t0\troot\t_\tEntity=(1-person-new-x
2\tOkun\tOkun\tPROPN\tNNP\t_\t1\tflat\t_\t_
3\tof\tof\tADP\tIN\t_\t6\tcase\t_\t_
4\tthe\tthe\tDET\tDT\t_\t6\tdet\t_\tEntity=(2-organization-new-x
5\tLuvania\tLuvania\tPROPN\tNNP\t_\t6\tcompound\t_\tEntity=(3-place-new-x)
6\tPress\tPress\tPROPN\tNNP\t_\t1\tnmod\t_\tEntity=2)1)
7\tspoke\tspeak\tVERB\tVBD\t_\t0\troot\t_\t_
8\ton\ton\tADP\tIN\t_\t9\tcase\t_\t_
9\tFriday\tFriday\tPROPN\tNNP\t_\t7\tobl\t_\tSpaceAfter=No|XML=<date when:::"2019-01-04"></date>
10\t.\t.\tPUNCT\t.\t_\t7\tpunct\t_\t_

# newpar
# text = Luvanians slept.
1	Luvanians	Luvanian	PROPN	NNPS	_	2	nsubj	_	Entity=(5-person-new-x)
2	slept	sleep	VERB	VBD	_	0	root	_	SpaceAfter=No
3	.	.	PUNCT	.	_	2	punct	_	_

# text = The Luvania guards came on May 2.
1\tThe\tthe\tDET\tDT\t_\t3\tdet\t_\tEntity=(4-person-new-x
2\tLuvania\tLuvania\tPROPN\tNNP\t_\t3\tcompound\t_\tEntity=(3-place-giv-x)
3\tguards\tguard\tNOUN\tNNS\t_\t4\tnsubj\t_\tEntity=4)
4\tcame\tcome\tVERB\tVBD\t_\t0\troot\t_\t_
5\ton\ton\tADP\tIN\t_\t6\tcase\t_\t_
6\tMay\tMay\tPROPN\tNNP\t_\t4\tobl\t_\tXML=<hi rend:::"bold"><date when:::"2019-05-02">
7\t2\t2\tNUM\tCD\t_\t6\tnummod\t_\tSpaceAfter=No|XML=</date></hi>
8\t.\t.\tPUNCT\t.\t_\t4\tpunct\t_\t_
"""


def write_gum(folder: Path) -> Path:
    """The document in a folder of corpora; its path."""
    path = folder / "gum" / "dep" / "GUM_news_luvania.conllu"
    path.parent.mkdir(parents=True)
    path.write_text(DOCUMENT, encoding="utf-8")
    return path

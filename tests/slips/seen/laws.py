"""Slips in laws, regulations and the numbers of documents."""

from __future__ import annotations

from tests.slips.slip import replaced

_CITED = ("opening", "goals", "duties")

replaced("a wrong character in 操作规程", "地方预决算公开操作规程", "地方预决算公开操作归程", "opening")
replaced("a character left out of 操作规程", "地方预决算公开操作规程", "地方预决算公开操规程", "opening")
replaced("a wrong character in 预算法", "《((?:中华人民共和国)?预算)法》", r"《\1发》", "opening")
replaced("a character left out of 预算法", "《中华人民共和国预算法》", "《中华人民和国预算法》", "opening")
replaced("预决算 as 预算 in a rule", "进一步推进预算公开", "进一步推进预决算公开公", "opening")
replaced("a title without its closing mark", "》(?=[、和规])", "", "opening")
replaced("a title without its opening mark", "《(?=地方|关于)", "", "opening")
replaced("square brackets of a number", r"〔(20\d\d)〕", r"[\1]", *_CITED)
replaced("no brackets of a number", r"〔(20\d\d)〕", r"\1", *_CITED)
replaced("a year of a number to come", r"〔20\d\d〕", "〔2091〕", *_CITED)
replaced("a number without 号", r"(〔20\d\d〕\d+)号", r"\1", *_CITED)

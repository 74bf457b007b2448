"""The name and the version of the program, as printed on what it makes."""

PROGRAM = "部门预算信息公开填报程序"
VERSION = "0.2.0"

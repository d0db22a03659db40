"""People, as their table, the chair and their own phones see them."""

from typing import ClassVar, Literal

from workshop.kernel.shapes import Id, Lang, Ms, Record, Shape, sometimes


class Left(Shape):
    """Votes that were left at another table."""

    group: Id
    votes: int
    told: bool


class Person(Record):
    """
    `seated` has no phone; `waiting` is at the door; where two rows are one person, the chair alone has the
    other, with `same`; `device` and `origin` are marks of where they came from, the chair's alone; `code`,
    `lang`, `nudged` and `moved` (votes left at other tables, `[{group, votes, told}]`, until seen) on the
    person's own stream alone; on the desk once sent out, while waiting, and where two of one name sit at
    the table; of whoever was sent out only what is so of `name`, `org`, `org_other`, `group`, `removed`,
    `waiting` and `same`.
    """

    streams: ClassVar = "group desk chair person"
    name: str
    org: Id | None = sometimes()
    org_other: str = sometimes()
    role: Literal["participant", "leader", "helper", "chair"] = sometimes()
    group: Id | None = sometimes()
    removed: bool = sometimes()
    seated: bool = sometimes()
    waiting: bool = sometimes()
    came: Ms = sometimes()
    same: Id | None = sometimes()
    device: str | None = sometimes()
    origin: str | None = sometimes()
    code: str = sometimes()
    lang: Lang = sometimes()
    nudged: Ms | None = sometimes()
    moved: list[Left] | None = sometimes()


class Comeback(Record):
    """When somebody last came back by their personal code."""

    streams: ClassVar = "chair desk"
    person: Id
    at: Ms

"""Students on a route, as a web service that keeps them in SQLite. README.md says how to run it."""

import json
import os
import sqlite3
from contextlib import closing
from dataclasses import asdict, dataclass, replace
from datetime import date
from functools import cache, partial
from typing import Annotated, Any
from uuid import UUID, uuid4

from fastapi import Depends, FastAPI, HTTPException, Request
from fastapi.exceptions import RequestValidationError
from fastapi.responses import JSONResponse
from pydantic import TypeAdapter

import routekaart
from routekaart import Change, Decision, Duties, FactError, Journey, Route, RoutekaartError, Text
from routekaart.adapters import brp
from routekaart.journeys import Versions
from routekaart.types import DecisionDict, Due

OURS = {"corrupt", "newer-format", "unknown-version", "too-hard"}  # what is kept here is wrong, not what came in
UPDATE = "UPDATE students SET version = ?, student = ? WHERE id = ? AND version = ?"


@dataclass(frozen=True)
class Student:
    """What is kept of a student. Each write makes the next `version`."""

    id: UUID
    version: int
    journey: Journey
    remarks: tuple[Text, ...] = ()  # what the register says about its own data
    records: tuple[DecisionDict, ...] = ()  # what was decided, on which grounds


class Store:
    """Students, and each version of the route that decided about them."""

    def __init__(self, file: str, route: Route) -> None:
        """New students start with this version of the route; others go on with theirs."""
        self.file, self.route = file, route
        with closing(sqlite3.connect(file)) as db, db:
            db.execute("CREATE TABLE IF NOT EXISTS routes (digest TEXT PRIMARY KEY, route TEXT)")
            db.execute("CREATE TABLE IF NOT EXISTS students (id TEXT PRIMARY KEY, version INTEGER, student TEXT)")
            db.execute("INSERT OR IGNORE INTO routes VALUES (?, ?)", [route.digest, json.dumps(route.to_dict())])
            rows = db.execute("SELECT route FROM routes ORDER BY rowid")
            self.versions = Versions(Route.from_dict(json.loads(row)) for (row,) in rows)

    def read(self, student_id: UUID, version: int | None = None) -> Student:
        """The student, with a journey read by the version of the route that decided it."""
        with closing(sqlite3.connect(self.file)) as db:
            row = db.execute("SELECT version, student FROM students WHERE id = ?", [str(student_id)]).fetchone()
        if row is None:
            raise HTTPException(404, "there is no such student")
        if version not in (None, row[0]):
            raise HTTPException(409, "the student has changed since")
        kept = json.loads(row[1])
        journey, remarks = self.versions.journey(kept["journey"]), (Text(**remark) for remark in kept["remarks"])
        return Student(student_id, row[0], journey, tuple(remarks), tuple(kept["records"]))

    def write(self, student: Student) -> Student:
        """The student in the next version, if nobody else has written since she was read."""
        new = replace(student, version=student.version + 1)
        row = [new.version, TypeAdapter(Student).dump_json(new).decode(), str(student.id), student.version]
        with closing(sqlite3.connect(self.file)) as db, db:
            db.execute("INSERT OR IGNORE INTO students VALUES (?, 0, NULL)", [str(student.id)])
            if db.execute(UPDATE, row).rowcount == 0:
                raise HTTPException(409, "the student has changed since")
        return new


@cache
def store() -> Store:
    """The store of this process; a test puts its own here (`app.dependency_overrides`)."""
    return Store(os.environ.get("STUDENTS", "students.sqlite"), routekaart.load(os.environ.get("ROUTE", "roc_bbl")))


Stored = Annotated[Store, Depends(store)]


def seen(student_id: UUID, on: date, store: Stored) -> Journey:
    return store.read(student_id).journey.at(on)


def current(student_id: UUID, version: int, store: Stored) -> Student:
    return store.read(student_id, version)


Seen = Annotated[Journey, Depends(seen)]  # to look at, on a day
Current = Annotated[Student, Depends(current)]  # to write, in the version that the sender saw
problem = partial(JSONResponse, media_type="application/problem+json")
app = FastAPI(title="Students on a route")


@app.post("/students", status_code=201)
def start(on: date, by: str, store: Stored) -> Student:
    return store.write(Student(uuid4(), 0, Journey.start(store.route, on=on, by=by)))


@app.get("/students/{student_id}")
def read(student_id: UUID, store: Stored) -> Student:
    return store.read(student_id)


@app.post("/students/{student_id}/facts")
def learn(student: Current, facts: dict[str, object], on: date, by: str, store: Stored) -> Student:
    return store.write(replace(student, journey=student.journey.learn(facts, on=on, by=by)))


@app.post("/students/{student_id}/person")
def learn_from_register(student: Current, person: dict[str, object], on: date, by: str, store: Stored) -> Student:
    facts = brp.facts(person, route=student.journey.route, elsewhere="andere")
    journey = student.journey.learn(facts, on=on, by=by)
    return store.write(replace(student, journey=journey, remarks=brp.remarks(person)))


@app.post("/students/{student_id}/advance")
def advance(student: Current, on: date, by: str, store: Stored) -> Student:
    decision, reference = student.journey.at(on).decision, f"{student.id}/{student.version}"
    made = [decision.to_dict(reference=reference, remarks=student.remarks)] if decision else []
    journey = student.journey.advance(on=on, by=by, reference=reference)
    return store.write(replace(student, journey=journey, records=(*student.records, *made)))


@app.get("/students/{student_id}/form")
def form(journey: Seen) -> dict[str, Any] | None:
    return None if journey.ended else {**journey.route.facts_schema(journey.position), "x-ask": journey.open_questions}


@app.get("/students/{student_id}/decision")
def decision(journey: Seen) -> Decision | None:
    return journey.decision


@app.get("/students/{student_id}/duties")
def duties(journey: Seen) -> Duties:
    return journey.duties


@app.get("/students/{student_id}/due")
def due(journey: Seen) -> tuple[Due, ...]:
    return journey.due


@app.get("/students/{student_id}/outlook")
def outlook(journey: Seen) -> tuple[Change, ...]:
    return journey.outlook()


@app.exception_handler(RoutekaartError)
def refused(_: Request, error: RoutekaartError) -> JSONResponse:
    told = {"code": error.code, "where": error.where, "title": error.text.nl, "text": asdict(error.text)}
    of_facts = error.problems if isinstance(error, FactError) else ()
    problems = [{"fact": one.fact, "nl": one.message("nl"), "en": one.message("en")} for one in of_facts]
    return problem({**told, "problems": problems}, 500 if error.code in OURS else 422)


@app.exception_handler(RequestValidationError)
def unreadable(_: Request, error: RequestValidationError) -> JSONResponse:
    where = [str(one["loc"][-1]) for one in error.errors()]  # and not the value that was given
    return problem({"code": "unreadable", "where": where}, 422)

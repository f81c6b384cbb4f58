"""Every type that an application receives, in one place: values, and the shapes of their JSON.

A name that ends in `Dict` is the shape of a value: the typed dict that its `to_dict` returns. At run time this module
imports nearly all of the library; for annotations, it can be imported for type checkers only.
"""

# ruff: noqa: I001
# `A as A` marks a name as public. With the usual sorting, each name would be in an import of its own.

from routekaart.cohorts.cohorts_dicts import (
    AnswerCountDict as AnswerCountDict,
    CohortDict as CohortDict,
    ContestedCountDict as ContestedCountDict,
    CountsDict as CountsDict,
    GroupCountDict as GroupCountDict,
    ProblemCountDict as ProblemCountDict,
    StepCountDict as StepCountDict,
)
from routekaart.comparison.changes import (
    AdmissionChange as AdmissionChange,
    DutyChange as DutyChange,
    DutyRole as DutyRole,
    FollowChange as FollowChange,
    NextStepChange as NextStepChange,
    Note as Note,
    Pair as Pair,
    Period as Period,
    PlaceChange as PlaceChange,
    Region as Region,
    RoutePart as RoutePart,
    StepAnswer as StepAnswer,
    TextChange as TextChange,
    TextChangeKind as TextChangeKind,
)
from routekaart.comparison.comparison import (
    Compared as Compared,
    Comparison as Comparison,
    Version as Version,
)
from routekaart.comparison.comparison_dicts import (
    AdmissionChangeDict as AdmissionChangeDict,
    BothStudentsDict as BothStudentsDict,
    ComparedPartDict as ComparedPartDict,
    ComparedRouteDict as ComparedRouteDict,
    ComparedVersionDict as ComparedVersionDict,
    DiffDict as DiffDict,
    DutyChangeDict as DutyChangeDict,
    FollowChangeDict as FollowChangeDict,
    NextStepChangeDict as NextStepChangeDict,
    NoteDict as NoteDict,
    OneSidedRouteDict as OneSidedRouteDict,
    PeriodDict as PeriodDict,
    PlaceChangeDict as PlaceChangeDict,
    RegionDict as RegionDict,
    StepAnswerDict as StepAnswerDict,
    TextChangeDict as TextChangeDict,
)
from routekaart.deciding.deciding_dicts import (
    ActionDutyDict as ActionDutyDict,
    DecisionDict as DecisionDict,
    DecisionNamesDict as DecisionNamesDict,
    ContestedDict as ContestedDict,
    DocumentDict as DocumentDict,
    ContestedDutiesDict as ContestedDutiesDict,
    DutiesChangeDict as DutiesChangeDict,
    DutiesDict as DutiesDict,
    ElsewhereDict as ElsewhereDict,
    EngineDict as EngineDict,
    GroundDict as GroundDict,
    GroundNameDict as GroundNameDict,
    HandOverDict as HandOverDict,
    ParameterUsedDict as ParameterUsedDict,
    PartnerDutyDict as PartnerDutyDict,
    PartnersDict as PartnersDict,
    QuestionDict as QuestionDict,
    ReadingUsedDict as ReadingUsedDict,
    ReasonDict as ReasonDict,
    ReasonNamesDict as ReasonNamesDict,
    ResolveDict as ResolveDict,
    SupportDutyDict as SupportDutyDict,
    ToRouteDict as ToRouteDict,
    TransitionDict as TransitionDict,
)
from routekaart.deciding.contested import Contested as Contested, OtherOutcome as OtherOutcome
from routekaart.deciding.contested_duties import ContestedDuties as ContestedDuties, OtherDuties as OtherDuties
from routekaart.deciding.decision import Decision as Decision
from routekaart.deciding.duties import (
    ActionDuty as ActionDuty,
    Duties as Duties,
    PartnerDuty as PartnerDuty,
    Role as Role,
    SupportDuty as SupportDuty,
)
from routekaart.deciding.fact_question import FactQuestion as FactQuestion
from routekaart.deciding.grounds import (
    Ground as Ground,
    Several as Several,
)
from routekaart.deciding.outcome_words import Outcome as Outcome
from routekaart.deciding.reasons import (
    Reason as Reason,
    Status as Status,
)
from routekaart.deciding.rests_on import ParameterUsed as ParameterUsed, ReadingUsed as ReadingUsed, RestsOn as RestsOn
from routekaart.deciding.resolving import Resolved as Resolved
from routekaart.diagnostics.diagnostic import (
    Diagnostic as Diagnostic,
    Ignored as Ignored,
    PartPath as PartPath,
    Related as Related,
    Report as Report,
    SourceText as SourceText,
)
from routekaart.diagnostics.diagnostics_dicts import (
    CheckDict as CheckDict,
    DiagnosticDict as DiagnosticDict,
    EditDict as EditDict,
    FixDict as FixDict,
    IgnoredDict as IgnoredDict,
    RelatedDict as RelatedDict,
    SpanDict as SpanDict,
    StudentDict as StudentDict,
)
from routekaart.diagnostics.rules import Severity as Severity
from routekaart.diagnostics.witness import Witness as Witness
from routekaart.foresight.duties_over_time import DutiesChange as DutiesChange
from routekaart.foresight.foresight_dicts import (
    ChangeDict as ChangeDict,
    OutlookDict as OutlookDict,
    PathDict as PathDict,
    PathStepDict as PathStepDict,
    ReachDict as ReachDict,
    WayDict as WayDict,
)
from routekaart.foresight.outlook import Change as Change
from routekaart.foresight.paths import RoutePath as RoutePath
from routekaart.foresight.paths.path import PathStep as PathStep
from routekaart.foresight.required_changes import (
    Reach as Reach,
    Way as Way,
)
from routekaart.foundation.dates import Unit as Unit
from routekaart.foundation.edits import (
    Edit as Edit,
    Fix as Fix,
    Span as Span,
)
from routekaart.foundation.foundation_dicts import TextDict as TextDict
from routekaart.foundation.language import (
    Language as Language,
    Text as Text,
)
from routekaart.foundation.truth import Truth as Truth
from routekaart.journeys import (
    Correction as Correction,
    Difference as Difference,
    Due as Due,
    Happening as Happening,
    Journey as Journey,
    Migration as Migration,
    Origin as Origin,
    PastDecision as PastDecision,
    RouteVersion as RouteVersion,
)
from routekaart.journeys.journeys_dicts import (
    AdvancedDict as AdvancedDict,
    CorrectedDict as CorrectedDict,
    DueDict as DueDict,
    EntryDict as EntryDict,
    HandedOverDict as HandedOverDict,
    JourneyDict as JourneyDict,
    LearnedDict as LearnedDict,
    MigratedDict as MigratedDict,
    MigrationDict as MigrationDict,
    MoveDict as MoveDict,
    OriginDict as OriginDict,
    PastDecisionDict as PastDecisionDict,
    PlacedDict as PlacedDict,
    RouteVersionDict as RouteVersionDict,
    StartedDict as StartedDict,
)
from routekaart.journeys.log import (
    Advanced as Advanced,
    Corrected as Corrected,
    Entry as Entry,
    HandedOver as HandedOver,
    Learned as Learned,
    Migrated as Migrated,
    Move as Move,
    Placed as Placed,
    PlainFacts as PlainFacts,
    PlainValue as PlainValue,
    Started as Started,
    Stopped as Stopped,
)
from routekaart.model.condition import (
    All as All,
    AnyOf as AnyOf,
    Condition as Condition,
    FactTest as FactTest,
    Not as Not,
    Operand as Operand,
    Operator as Operator,
    ParameterRef as ParameterRef,
    Value as Value,
)
from routekaart.model.evaluation import Evidence as Evidence
from routekaart.model.fact_problems import FactProblem as FactProblem
from routekaart.model.fact_values import (
    PartlyKnown as PartlyKnown,
    WrittenValue as WrittenValue,
)
from routekaart.model.fact_types import (
    Changes as Changes,
    Derivation as Derivation,
    Elapsed as Elapsed,
    FactKind as FactKind,
    FactType as FactType,
    Lifetime as Lifetime,
    NumberUnit as NumberUnit,
    PeriodEnd as PeriodEnd,
    Shifted as Shifted,
)
from routekaart.model.parameters import (
    DatedValue as DatedValue,
    Parameter as Parameter,
)
from routekaart.model.source_readings import (
    Alternative as Alternative,
    Confirmed as Confirmed,
    Instead as Instead,
    Reading as Reading,
)
from routekaart.model.step import (
    Action as Action,
    Conditional as Conditional,
    End as End,
    EndOutcome as EndOutcome,
    HandOver as HandOver,
    Involvement as Involvement,
    Partner as Partner,
    Policy as Policy,
    Source as Source,
    Step as Step,
    Support as Support,
    Term as Term,
    Transition as Transition,
)
from routekaart.model.vocabulary import Impossible as Impossible
from routekaart.networks import (
    Arrival as Arrival,
    Link as Link,
    Network as Network,
    Part as Part,
    PartRole as PartRole,
    Transfer as Transfer,
)
from routekaart.portable.portable_dicts import (
    AmountDict as AmountDict,
    AxisDict as AxisDict,
    CutDict as CutDict,
    DiagramDict as DiagramDict,
    FunctionDict as FunctionDict,
    OpenLimitDict as OpenLimitDict,
    OpenTextDict as OpenTextDict,
    OperandDict as OperandDict,
    OptionDict as OptionDict,
    PortableAlternativeDict as PortableAlternativeDict,
    PortableDict as PortableDict,
    PortableEndDict as PortableEndDict,
    PortableFactDict as PortableFactDict,
    PortableParameterDict as PortableParameterDict,
    PortablePartDict as PortablePartDict,
    PortableReadingDict as PortableReadingDict,
    PortableRouteDict as PortableRouteDict,
    PortableRuleDict as PortableRuleDict,
    PortableStepDict as PortableStepDict,
    PortableTestDict as PortableTestDict,
    PortableTransitionDict as PortableTransitionDict,
    PortableValueDict as PortableValueDict,
    PortableWordsDict as PortableWordsDict,
    ReadOffDict as ReadOffDict,
    ReadOffStepDict as ReadOffStepDict,
    ServedDaysDict as ServedDaysDict,
    TestWordsDict as TestWordsDict,
    TreeDict as TreeDict,
    UnitWordsDict as UnitWordsDict,
)
from routekaart.route import Route as Route
from routekaart.simulation.outcome import (
    Elsewhere as Elsewhere,
    EndCount as EndCount,
    Final as Final,
    RouteOutcome as RouteOutcome,
    Simulation as Simulation,
    Spell as Spell,
    StepCount as StepCount,
)
from routekaart.simulation.other_readings_counted import (
    AlternativeFound as AlternativeFound,
    MadeUpCount as MadeUpCount,
    ReadingFound as ReadingFound,
    ReadingsFound as ReadingsFound,
)
from routekaart.simulation.readings_dicts import (
    AlternativeFoundDict as AlternativeFoundDict,
    ConfirmationDict as ConfirmationDict,
    MadeUpCountDict as MadeUpCountDict,
    ReadingFoundDict as ReadingFoundDict,
    ReadingsDict as ReadingsDict,
)
from routekaart.simulation.ticks import Ticks as Ticks

"""The API keeps to its description, which is valid; schemathesis asks for what it allows and for what it forbids."""

import pytest
from openapi_spec_validator import OpenAPIV31SpecValidator
from schemathesis import openapi
from schemathesis.config import SchemathesisConfig
from schemathesis.engine import events, from_schema

DESCRIPTION = "/api/v1/openapi.json"
EXAMPLES = 15  # of each operation and phase, besides those that the limits of the parameters give


@pytest.mark.django_db
def test_description_is_valid_openapi_3_1(client):
    description = client.get(DESCRIPTION).json()

    assert description["openapi"].startswith("3.1.")
    assert list(OpenAPIV31SpecValidator(description).iter_errors()) == []


def test_schemathesis_finds_nothing(transactional_db, library, live_server):
    generation = {"max-examples": EXAMPLES, "deterministic": True}
    config = SchemathesisConfig.from_dict({"generation": generation})
    description = openapi.from_url(f"{live_server.url}{DESCRIPTION}", config=config)

    happened = list(from_schema(description).execute())

    scenarios = [event.recorder for event in happened if isinstance(event, events.ScenarioFinished)]
    checks = [check for one in scenarios for found in one.checks.values() for check in found]
    assert [check.failure_info for check in checks if check.failure_info] == []
    assert [event for event in happened if isinstance(event, events.NonFatalError | events.FatalError)] == []
    assert sum(len(one.cases) for one in scenarios) > 500
    assert {check.name for check in checks} >= {
        *("not_a_server_error", "status_code_conformance", "content_type_conformance", "response_schema_conformance"),
        *("negative_data_rejection", "positive_data_acceptance", "unsupported_method"),
    }

"""Prints the CloudFormation that the SAM template becomes: translate.py TEMPLATE > OUTPUT.

Uses the transform that the SAM CLI brings along; asks nothing of AWS.
"""

import json
import sys
from pathlib import Path

import boto3
from samtranslator.parser.parser import Parser
from samtranslator.translator.translator import Translator
from samtranslator.yaml_helper import yaml_parse

# What `sam package` would put in place of local paths and images.
CODE_URI = "s3://artifacts/function.zip"
IMAGE_URI = "123456789012.dkr.ecr.us-east-1.amazonaws.com/image:1"


def packaged(template):
    """Returns the template with its artifacts uploaded, so to speak."""
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            properties = resource["Properties"]
            if properties.get("PackageType") == "Image":
                properties["ImageUri"] = IMAGE_URI
            else:
                properties["CodeUri"] = CODE_URI
    return template


def translated(template):
    """Returns the CloudFormation of a SAM template, with the parameters' defaults."""
    session = boto3.Session(region_name="us-east-1")
    translator = Translator(managed_policy_map={}, sam_parser=Parser(), boto_session=session)
    return translator.translate(template, parameter_values={})


if __name__ == "__main__":
    source = Path(sys.argv[1]).read_text(encoding="utf-8")
    print(json.dumps(translated(packaged(yaml_parse(source))), indent=1))

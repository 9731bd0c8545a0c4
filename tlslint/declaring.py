"""Which files declare a runtime, by their names: what reads them is loaded where there is one."""

from __future__ import annotations

#: Names in lower case, and how others begin and end.
NAMES = frozenset(
    {
        *(".python-version", "runtime.txt", ".nvmrc", ".node-version", ".java-version"),
        *(".go-version", ".tool-versions", ".sdkmanrc", "pipfile", "global.json", "web.config"),
        *("packages.config", "go.mod", "pyproject.toml", "setup.py", "setup.cfg", "tox.ini"),
        *("conda.yml", "conda.yaml"),
        *("environment.yml", "environment.yaml", "package.json", "pom.xml", "build.gradle"),
        *("build.gradle.kts", "serverless.yml", "serverless.yaml", "serverless.json"),
        *("app.yaml", ".travis.yml", "appveyor.yml", ".appveyor.yml", "circle.yml"),
        *(".gitlab-ci.yml", "azure-pipelines.yml", "azure-pipelines.yaml", "shippable.yml"),
        *("bitbucket-pipelines.yml", "docker-compose.yml", "docker-compose.yaml", "compose.yml"),
        *("compose.yaml", "jenkinsfile", "build.xml", ".classpath", "androidmanifest.xml"),
        "addon.xml",
        *("system.properties", ".drone.yml", ".drone.yaml", ".woodpecker.yml", ".woodpecker.yaml"),
        *("pipfile.lock", "poetry.lock", "uv.lock", "pdm.lock"),
        *("cloudbuild.yaml", "cloudbuild.yml", "buildspec.yml", "buildspec.yaml", ".promu.yml"),
        *("project.json", "function.json", "up.json", "task.json", "azuredeploy.json"),
        *("netlify.toml", "ask-resources.json", "s-function.json", "s-project.json"),
        *("makefile", "gnumakefile", "wercker.yml", "mise.toml", ".mise.toml", "firebase.json"),
        *("zappa_settings.json", "iisnode.yml", "deploy.sh", "create.sh"),
        *("serverless.ts", "serverless.js", "lambda-config.js"),
        *("workspace", "workspace.bazel", "module.bazel", "build.sh"),
    }
)
IMAGES = ("dockerfile", "containerfile")
PROJECTS = (".csproj", ".vbproj", ".fsproj")
#: Templates of CloudFormation and SAM, and files of Terraform.
FUNCTIONS = (
    *("template.yaml", "template.yml", "template.json", ".template", "sam.yaml", "sam.yml"),
    *("cloudformation.yaml", "cloudformation.yml", "cloudformation.json"),
)
TERRAFORM = ".tf"
#: What ``configure`` makes a setup.py of.
SETUPS = ("setup.py.in", "setup.cfg.in")
#: Folders with the image of what is above; https://github.com/golang-standards/project-layout has ``build/package``.
FOLDERS = (
    *("docker", ".docker", "dockerfiles", "build", "build/package", "build/docker"),
    *("deploy", "deploy/docker", "deployment", "deployment/docker", "deployments"),
    *("deployments/docker", "hack/docker", "contrib/docker", "ci/docker", "scripts/docker"),
)
#: What stands beside such an image, and says nothing of a program beside it.
AROUND = frozenset(
    {"makefile", "docker-compose.yml", "docker-compose.yaml", "compose.yml", "compose.yaml"}
)
#: Folders with templates of functions whose code lies beside these folders, as ``CodeUri`` and ``source_dir`` say.
TEMPLATES = frozenset(
    {"templates", "template", "cloudformation", "cfn", "sam", "infrastructure", "infra", "deploy"}
    | {"deployment", "deployments", "stacks", "terraform", "tf", "iac"}
)
#: Whether a package of npm is for browsers, 1 or 0: no runtime, but it tells whose files Node runs.
BROWSER = "browser"
#: Where Heroku looks for the Go that builds, beside a ``Procfile`` or in what is meant for it.
HEROKU = {"Godeps": "Godeps.json", "vendor": "vendor.json"}
#: Folders in which a file speaks for what is around them.
INSIDE = {".meteor": "release", ".pipeline": "blubber.yaml", ".ask": "config"}
#: Where Elastic Beanstalk is configured.
BEANSTALK = ".ebextensions"
#: What stands beside the stacks of a program of the CDK, and the folders in which these are.
CDK, STACKS = "cdk.json", ("lib", "bin", "src", "stacks")
ENDS = (".dockerfile", *PROJECTS, *FUNCTIONS, TERRAFORM, *SETUPS)


def declares(name: str) -> bool:
    """Whether a file of this name may declare a runtime."""
    lower = name.lower()
    named = lower in NAMES or lower.startswith(IMAGES) or lower.endswith(ENDS)
    return named or requires(lower)


def requires(name: str) -> bool:
    """Whether a file of this name in lower case lists packages of Python."""
    return name.endswith(".txt") and "requirements" in name

"""What a repository declares about its runtimes, and which declaration counts."""

from __future__ import annotations

import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from tlslint import declaring, deployments, images, manifests, rules, runtimes, workflowlists
from tlslint.languages import yaml_
from tlslint.options import Options
from tlslint.platform import NEWEST, Platform, Platforms
from tlslint.run import scan


def platform(root: Path, files: dict[str, str], at: str = "x", **assume: str) -> Platform:
    for name, text in files.items():
        path = root / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return Platforms(root, assume).of(at)


PIPS = "\n- pip:\n  - six\n  - twisted==18.9.0\n"
_MATRIX_OF = "jobs: {a: {strategy: {matrix:"

CASES = [
    # version files
    (".python-version", "# c\n3.8.10\n", "python", (3, 8, 10), "pin"),
    ("runtime.txt", "python-3.6.9", "python", (3, 6, 9), "pin"),
    ("Pipfile", '[requires]\npython_version = "3.6"\n', "python", (3, 6), "pin"),
    (".nvmrc", "v10.15.3\n", "node", (10, 15, 3), "pin"),
    (".nvmrc", "lts/dubnium\n", "node", (10,), "pin"),
    (".java-version", "1.8\n", "java", (8,), "pin"),
    (".tool-versions", "java temurin-8.0.181+7 # c\n", "java", (8, 0, 181), "pin"),
    (".tool-versions", "golang 1.16.3\n", "go", (1, 16, 3), "pin"),
    (".sdkmanrc", "java=8.0.292.hs-adpt\n", "java", (8, 0, 292), "pin"),
    ("global.json", '{"sdk": {"version": "2.1.300"}}', "dotnet", (2, 1, 300), "pin"),
    ("go.mod", "module x\ngo 1.17\n", "go", (1, 17), "range"),
    ("go.mod", "module x\ngo 1.21\ntoolchain go1.21.3\n", "go", (1, 21, 3), "pin"),
    # images and serverless
    ("Dockerfile", "FROM python:3.8-slim\n", "python", (3, 8), "pin"),
    (
        "Dockerfile.dev",
        "ARG V=3.8\nFROM --platform=x r.io/python:${V}-a\n",
        "python",
        (3, 8),
        "pin",
    ),
    ("Dockerfile", "FROM python:3.6 AS b\nFROM python:3.12\n", "python", (3, 12), "pin"),
    ("Dockerfile", "FROM golang:1.16 AS b\nFROM alpine:3\n", "go", (1, 16), "pin"),
    ("Dockerfile", "FROM openjdk:8u181-jdk\n", "java", (8, 0, 181), "pin"),
    ("Dockerfile", "FROM maven:3.6-jdk-8\n", "java", (8,), "pin"),
    ("Dockerfile", "FROM adoptopenjdk/openjdk15\n", "java", (15,), "pin"),
    ("Dockerfile", "FROM anapsix/alpine-java:8_jdk\n", "java", (8, 0, 202), "pin"),
    ("Dockerfile", "FROM anapsix/alpine-java:7u80\n", "java", (7, 0, 80), "pin"),
    ("Dockerfile", "FROM frolvlad/alpine-oraclejdk8\n", "java", (8, 0, 202), "pin"),
    (
        "Dockerfile",
        "FROM frolvlad/alpine-oraclejdk8:8.181.13-cleaned\n",
        "java",
        (8, 0, 181),
        "pin",
    ),
    ("Dockerfile", "FROM r.io/ubi8/openjdk-11:1.15\n", "java", (11,), "pin"),
    ("Dockerfile", "FROM fabric8/java-alpine-openjdk8-jre:1.2\n", "java", (8,), "pin"),
    ("Dockerfile", "FROM r.io/java-8:8u181\n", "java", (8, 0, 181), "pin"),
    ("Dockerfile", "FROM maven:3.5-jdk-8-alpine\n", "java", (8, 0, 212), "pin"),
    ("Dockerfile", "FROM tomcat:8.5.41-jre8-alpine\n", "java", (8, 0, 212), "pin"),
    ("Dockerfile", "FROM gradle:4.7-jdk8-alpine\n", "java", (8, 0, 212), "pin"),
    ("Dockerfile", "FROM gradle:8.5-jdk8-alpine\n", "java", (8,), "pin"),
    ("Dockerfile", "FROM maven:3-eclipse-temurin-8-alpine\n", "java", (8,), "pin"),
    ("Dockerfile", "FROM adoptopenjdk/openjdk11:jdk-11.0.9_11-slim\n", "java", (11, 0, 9), "pin"),
    ("Dockerfile", "FROM adoptopenjdk/openjdk8:alpine-3.12\n", "java", (8,), "pin"),
    ("Dockerfile", "FROM eclipse-temurin:11.0.12_7-jdk\n", "java", (11, 0, 12), "pin"),
    # tags that are built no more
    ("Dockerfile", "FROM java:8\n", "java", (8, 0, 111), "pin"),
    ("Dockerfile", "FROM java:8-jre-alpine\n", "java", (8, 0, 111), "pin"),
    ("Dockerfile", "FROM java:latest\n", "java", (8, 0, 111), "pin"),
    ("Dockerfile", "FROM openjdk:8-alpine\n", "java", (8, 0, 212), "pin"),
    ("Dockerfile", "FROM docker.io/library/openjdk:8-jdk-alpine\n", "java", (8, 0, 212), "pin"),
    ("Dockerfile", "FROM openjdk:8-jre-slim-stretch\n", "java", (8, 0, 212), "pin"),
    ("Dockerfile", "FROM openjdk:8-jdk-slim\n", "java", (8,), "pin"),
    ("Dockerfile", "FROM registry.acme.example/java:8\n", "java", (8,), "pin"),
    ("Dockerfile", "FROM registry.acme.example/openjdk:8-alpine\n", "java", (8,), "pin"),
    ("Dockerfile", "FROM u:1\nRUN apt-get -y install openjdk-7-jdk\n", "java", (7,), "pin"),
    ("Dockerfile", "FROM u:1\nRUN apk add -U openjdk8-jre && x\n", "java", (8,), "pin"),
    (
        "Dockerfile",
        "FROM u:1\nRUN a && wget -q http://h/7u80-b15/jdk-7u80-linux-x64.tar.gz\n",
        "java",
        (7, 0, 80),
        "pin",
    ),
    ("Dockerfile", "FROM u:1\nRUN yum install -y java-1.7.0-openjdk\n", "java", (7, 0), "pin"),
    ("Dockerfile", "FROM u:1\nENV JAVA_HOME=/usr/lib/jvm/java-7-openjdk\n", "java", (7,), "pin"),
    ("Dockerfile", "FROM u:1\nENV JAVA_VERSION 8u181\n", "java", (8, 0, 181), "pin"),
    ("Dockerfile", "FROM u:1\nRUN nvm install 8.9.4\n", "node", (8, 9, 4), "pin"),
    ("Dockerfile", "FROM u:1\nRUN pyenv install -s 3.6.8\n", "python", (3, 6, 8), "pin"),
    (
        "Dockerfile",
        "FROM u:1\nRUN curl -sL https://deb.nodesource.com/setup_8.x | bash -\n",
        "node",
        (8,),
        "pin",
    ),
    # variables that are made of others
    (
        "Dockerfile",
        'ARG GO_VERSION=1.13.15\nARG D="buster"\nARG I="golang:${GO_VERSION}-${D}"\nFROM ${I}\n',
        "go",
        (1, 13, 15),
        "pin",
    ),
    (
        "Dockerfile",
        "ARG V=3.6\nARG I=python:$V\nFROM --platform=$X $I AS a\n",
        "python",
        (3, 6),
        "pin",
    ),
    ("Dockerfile", "FROM node:${V:-8.9}-alpine\n", "node", (8, 9), "pin"),
    ("Dockerfile", "FROM node:${V-8}\n", "node", (8,), "pin"),
    ("Dockerfile", "ARG W=8\nFROM openjdk:${V:-${W}}-jdk-slim\n", "java", (8,), "pin"),
    (
        "Dockerfile",
        "ARG A=1 V=2.1\nFROM mcr.microsoft.com/dotnet/sdk:$V\n",
        "dotnet",
        (2, 1),
        "pin",
    ),
    ("Dockerfile", "ARG V=1.12\nFROM golang:$V AS a\nARG V=1.22\nFROM x\n", "go", (1, 12), "pin"),
    (
        "Dockerfile",
        "ENV R r.io\nENV V=3.8 W='3.9'\nFROM ${R}/python:${V}\n",
        "python",
        (3, 8),
        "pin",
    ),
    # what commands fetch and install
    (
        "Dockerfile_build_x",
        "FROM u:1\nENV GO_VERSION 1.6.2\nRUN wget https://h/golang/go${GO_VERSION}.linux-${A}.tar.gz\n",
        "go",
        (1, 6, 2),
        "pin",
    ),
    ("Dockerfile", "FROM u:1\nADD https://h/go1.9.linux-amd64.tar.gz /x\n", "go", (1, 9), "pin"),
    (
        "Dockerfile",
        "FROM u:1\nRUN V=8.9.4 && curl -O https://nodejs.org/dist/v$V/node-v$V-linux-x64.tar.xz\n",
        "node",
        (8, 9, 4),
        "pin",
    ),
    (
        "Dockerfile",
        "FROM u:1\nRUN apt-get install -y npm && npm i -g n && n 8\n",
        "node",
        (8,),
        "pin",
    ),
    ("Dockerfile", "FROM u:1\nRUN . ~/.nvm/nvm.sh && nvm use v6.11\n", "node", (6, 11), "pin"),
    (
        "Dockerfile",
        "FROM u:1\nENV PYTHON_VERSION=3.9\nRUN pyenv install ${PYTHON_VERSION}; pyenv global $PYTHON_VERSION\n",
        "python",
        (3, 9),
        "pin",
    ),
    ("Dockerfile", "FROM u:1\nRUN python3.9 -m venv /venv\n", "python", (3, 9), "pin"),
    ("Dockerfile", 'FROM u:1\nCMD ["python3.6", "a.py"]\n', "python", (3, 6), "pin"),
    (
        "Dockerfile",
        "FROM u:1\nRUN apt-get update && apt-get install -y python3.6-dev\n",
        "python",
        (3, 6),
        "pin",
    ),
    (
        "Dockerfile",
        "FROM u:1\nRUN yum -y install epel-release python36u-pip\n",
        "python",
        (3, 6),
        "pin",
    ),
    (
        "Dockerfile",
        "FROM u:1\nRUN apt-get install -y python3=3.5.1-3\n",
        "python",
        (3, 5, 1),
        "pin",
    ),
    ("Dockerfile", "FROM u:1\nRUN conda create -n x python=3.6 numpy\n", "python", (3, 6), "pin"),
    (
        "Dockerfile",
        "FROM u:1\nRUN curl https://www.python.org/ftp/python/3.7.2/Python-3.7.2.tgz\n",
        "python",
        (3, 7, 2),
        "pin",
    ),
    ("Dockerfile", "FROM u:1\nRUN apt-get install -y golang-1.10-go\n", "go", (1, 10), "pin"),
    # packages of a distribution, whose release fixes their version
    (
        "Dockerfile",
        "FROM ubuntu:bionic\nRUN apt-get install -y python3-pip\n",
        "python",
        (3, 6),
        "pin",
    ),
    (
        "Dockerfile",
        "FROM r.io/ubuntu:16.04\nRUN apt install python3 python -y\n",
        "python",
        (3, 5),
        "pin",
    ),
    (
        "Dockerfile",
        "FROM debian:stretch-slim\nRUN apt-get install -y python\n",
        "python",
        (2, 7),
        "pin",
    ),
    ("Dockerfile", "FROM debian:9\nRUN apt-get install -y nodejs\n", "node", (4, 8, 2), "pin"),
    ("Dockerfile", "FROM centos:7\nRUN yum install -y python3\n", "python", (3, 6), "pin"),
    (
        "Dockerfile",
        "FROM amazonlinux:2\nRUN yum install -y python3-devel\n",
        "python",
        (3, 7),
        "pin",
    ),
    ("Dockerfile", "FROM alpine:3.8\nRUN apk add --no-cache go\n", "go", (1, 10), "pin"),
    ("Dockerfile", "FROM alpine:3.11.6\nRUN apk add python3\n", "python", (3, 8), "pin"),
    (
        "Dockerfile",
        "FROM nvidia/cuda:10.1-cudnn7-devel-ubuntu18.04\nRUN apt-get install python3-dev\n",
        "python",
        (3, 6),
        "pin",
    ),
    (
        "Dockerfile",
        "FROM ubuntu:xenial AS a\nFROM a\nRUN apt-get install python3\n",
        "python",
        (3, 5),
        "pin",
    ),
    (
        "Dockerfile",
        "FROM ubuntu:18.04\nRUN curl https://deb.nodesource.com/setup_6.x | sh\nRUN apt-get install nodejs\n",
        "node",
        (6,),
        "pin",
    ),
    # systems whose OpenSSL has a floor
    (
        "Dockerfile",
        "FROM python:3.6 AS a\nFROM ubuntu:20.04\nRUN apt-get install python3\n",
        "python",
        (3, 8),
        "floor",
    ),
    (
        "Dockerfile",
        "FROM ubuntu:20.04\nRUN apt-get install -y python3\n",
        "python",
        (3, 8),
        "floor",
    ),
    (
        "Dockerfile",
        "FROM debian:buster\nRUN apt-get install -y python3\n",
        "python",
        (3, 7),
        "floor",
    ),
    ("Dockerfile", "FROM python:3.6-slim-buster\n", "python", (3, 6), "floor"),
    ("Dockerfile", "FROM python:3.6-slim-stretch\n", "python", (3, 6), "pin"),
    ("Dockerfile", "FROM python:3.9-alpine3.18\n", "python", (3, 9), "floor"),
    (
        "Dockerfile",
        "FROM registry.access.redhat.com/ubi8/ubi:8.4\nRUN dnf install python36\n",
        "python",
        (3, 6),
        "floor",
    ),
    ("Dockerfile", "FROM debian:11\nRUN pyenv install 3.7.4\n", "python", (3, 7, 4), "floor"),
    ("Dockerfile", "FROM debian:11\nRUN conda install python=3.6\n", "python", (3, 6), "pin"),
    (
        "Dockerfile",
        "FROM python:3.7-buster\nRUN sed -i s/TLSv1.2/TLSv1/ /etc/ssl/openssl.cnf\n",
        "python",
        (3, 7),
        "pin",
    ),
    ("Dockerfile", "FROM python:3.12-bookworm\n", "python", (3, 12), "pin"),
    ("Dockerfile", 'FROM python:3.7.4\nCMD ["python3.7", "a.py"]\n', "python", (3, 7, 4), "pin"),
    (".gitlab-ci.yml", "image: python:3.7-buster\n", "python", (3, 7), "floor"),
    ("docker-compose.yml", "services:\n  a:\n    image: tomcat:7-jre7\n", "java", (7,), "pin"),
    ("Jenkinsfile", "agent { docker { image 'maven:3-jdk-7' } }\n", "java", (7,), "pin"),
    ("Jenkinsfile", "tools { jdk 'JDK 1.7' }\n", "java", (7,), "pin"),
    ("Jenkinsfile", "tools { go 'go-1.13' }\n", "go", (1, 13), "pin"),
    ("Jenkinsfile", "tools { go 'Golang 1.16.3' }\n", "go", (1, 16, 3), "pin"),
    ("bitbucket-pipelines.yml", "image: openjdk:7\n", "java", (7,), "pin"),
    ("system.properties", "java.runtime.version=1.7\n", "java", (7,), "pin"),
    ("build.xml", '<project><javac source="1.7"/></project>', "java", (7,), "range"),
    (
        ".classpath",
        '<c path="JRE_CONTAINER/x.StandardVMType/JavaSE-1.7"/>',
        "java",
        (7,),
        "range",
    ),
    (
        "pom.xml",
        "<project><properties><jdk>1.7</jdk></properties><build><plugins><plugin><configuration>"
        "<source>${jdk}</source></configuration></plugin></plugins></build></project>",
        "java",
        (7,),
        "range",
    ),
    (  # a script of another plugin says nothing
        "pom.xml",
        "<project><properties><jdk>1.7</jdk></properties><build><plugins><plugin><configuration>"
        "<source>if (a == 0)\n  b = 6</source></configuration></plugin><plugin><configuration>"
        "<source>${jdk}</source></configuration></plugin></plugins></build></project>",
        "java",
        (7,),
        "range",
    ),
    (
        "pom.xml",
        "<project><build><plugins><plugin><configuration><toolchains><jdk><version>1.7</version>"
        "</jdk></toolchains></configuration></plugin></plugins></build></project>",
        "java",
        (7,),
        "pin",
    ),
    (
        "azure-pipelines.yml",
        "steps:\n- task: Maven@3\n  inputs:\n    jdkVersionOption: '1.7'\n",
        "java",
        (7,),
        "pin",
    ),
    ("Dockerfile", "FROM amazoncorretto:11.0.3\n", "java", (11, 0, 3), "pin"),
    ("Dockerfile", "FROM public.ecr.aws/lambda/nodejs:12\n", "node", (12,), "pin"),
    ("Dockerfile", "FROM mcr.microsoft.com/dotnet/core/sdk:3.1\n", "dotnet", (3, 1), "pin"),
    (
        "Dockerfile",
        "FROM mcr.microsoft.com/dotnet/framework/aspnet:4.7.2-x\n",
        "netframework",
        (4, 7, 2),
        "pin",
    ),
    ("serverless.yml", "provider:\n  runtime: nodejs10.x\n", "node", (10,), "pin"),
    ("template.yaml", "Resources: {F: {Properties: {Runtime: java8}}}\n", "java", (8,), "pin"),
    ("firebase.json", '{"functions": {"runtime": "nodejs10"}}', "node", (10,), "pin"),
    ("app.yaml", "runtime: python27\n", "python", (2, 7), "pin"),
    # manifests: the low end of a range
    ("pyproject.toml", "[project]\nrequires-python = '>=3.8,<4'\n", "python", (3, 8), "range"),
    ("pyproject.toml", "[tool.poetry.dependencies]\npython = '^3.6'\n", "python", (3, 6), "range"),
    ("pyproject.toml", "[project]\nrequires-python = '>=3.6,<3.9'\n", "python", (3, 8), "pin"),
    ("pyproject.toml", "[project]\nrequires-python = '==3.8.*'\n", "python", (3, 8), "pin"),
    ("pyproject.toml", "[project]\nrequires-python = '>=3.8,<3.13'\n", "python", (3, 8), "range"),
    (
        "pyproject.toml",
        "[tool.poetry.dependencies]\npython = '~3.8'\n",
        "python",
        (3, 8),
        "pin",
    ),
    (
        "pyproject.toml",
        "[tool.poetry.dependencies]\npython = '~2.7 || ^3.6'\n",
        "python",
        (2, 7),
        "range",
    ),
    ("setup.cfg", "[options]\npython_requires = ~=3.6.2\n", "python", (3, 6), "pin"),
    ("mysetup.py.in", "setup(version='@V@', python_requires='>=3.6')\n", "python", (3, 6), "range"),
    ("setup.cfg.in", "[options]\npython_requires = >=3.6\n", "python", (3, 6), "range"),
    ("setup.py", "setup(python_requires='<3')\n", "python", (2, 7), "pin"),
    ("setup.py", "setup(python_requires='>=2.7, !=3.0.*')\n", "python", (2, 7), "range"),
    ("setup.py", "setup(python_requires='>=2.7,<3')\n", "python", (2, 7), "pin"),
    (
        "setup.py",
        "'Programming Language :: Python :: 2.6', 'Programming Language :: Python :: 2.7'",
        "python",
        (2, 7),
        "pin",
    ),
    ("setup.py", "'Programming Language :: Python :: 2 :: Only'", "python", (2, 7), "pin"),
    ("setup.py", "import x\nprint 'x'\nsetup(name='x')\n", "python", (2, 7, 18), "pin"),
    (
        "addon.xml",
        '<addon><requires><import version="2.25.0" addon="xbmc.python"/></requires></addon>',
        "python",
        (2, 7),
        "pin",
    ),
    (".travis.yml", "matrix:\n  include:\n    - python: 2.7\n", "python", (2, 7), "pin"),
    ("setup.cfg", "[options]\npython_requires = ~=3.6\n", "python", (3, 6), "range"),
    ("package.json", '{"engines": {"node": "^8.5 || >=10"}}', "node", (8, 5), "range"),
    ("package.json", '{"engines": {"node": "8.11.3"}}', "node", (8, 11, 3), "pin"),
    ("package.json", '{"engines": {"node": "^6.1 || 8.x"}}', "node", (8,), "pin"),
    ("package.json", '{"engines": {"node": ">=6 <9"}}', "node", (8,), "pin"),
    ("package.json", '{"engines": {"node": "6 - 10.15"}}', "node", (10, 15), "pin"),
    ("package.json", '{"engines": {"node": "~10.16.3"}}', "node", (10, 16), "pin"),
    ("package.json", '{"engines": {"node": "<12"}}', "node", (11,), "pin"),
    ("main.tf", 'runtime = "nodejs8.10"\nhandler = "runtime"', "node", (8, 10), "pin"),
    (
        "main.tf",
        'app_settings = {\n  "WEBSITE_NODE_DEFAULT_VERSION" = "~10"\n  A = "1"\n}\n',
        "node",
        (10,),
        "pin",
    ),
    ("package.json", '{"engines": ["node >= 0.6"]}', "node", (0, 6), "range"),
    ("package.json", '{"engines": ["node 0.8.x"]}', "node", (0, 8), "pin"),
    ("package.json", '{"dependencies": {"node": "^8.11.0"}}', "node", (8,), "pin"),
    (
        "package.json",
        '{"pkg": {"targets": ["node8-linux-x64", "node10-win"]}}',
        "node",
        (10,),
        "pin",
    ),
    ("package.json", '{"scripts": {"b": "pkg . -t node8-linux"}}', "node", (8,), "pin"),
    (
        "package.json",
        '{"scripts": {"deploy": "gcloud functions deploy f --runtime nodejs8"}}',
        "node",
        (8,),
        "pin",
    ),
    ("project.json", '{"name": "f", "runtime": "nodejs6.10"}', "node", (6, 10), "pin"),
    ("s-function.json", '{"name": "f", "runtime": "nodejs4.3"}', "node", (4, 3), "pin"),
    ("s-project.json", '{"name": "f", "runtime": "nodejs4.3"}', "node", (4, 3), "pin"),
    ("up.json", '{"lambda": {"runtime": "nodejs8.10"}}', "node", (8, 10), "pin"),
    (
        "serverless.ts",
        "const a: AWS = { provider: { name: 'aws', runtime: 'nodejs8.10' } };\n",
        "node",
        (8, 10),
        "pin",
    ),
    (
        "serverless.js",
        "module.exports = { provider: { 'runtime': 'nodejs10.x' } }",
        "node",
        (10,),
        "pin",
    ),
    ("lambda-config.js", "module.exports = { runtime: 'nodejs6.10' }", "node", (6, 10), "pin"),
    (
        "deploy.sh",
        "aws lambda create-function --function-name f \\\n  --runtime nodejs8.10 --zip-file fileb://f\n",
        "node",
        (8, 10),
        "pin",
    ),
    ("create.sh", "gcloud functions deploy f --runtime=nodejs8\n", "node", (8,), "pin"),
    ("deploy.sh", "az webapp create -n a --runtime 'NODE|10.14'\n", "node", (10, 14), "pin"),
    (
        "deploy.sh",
        "az webapp config appsettings set --settings WEBSITE_NODE_DEFAULT_VERSION=8.9.4\n",
        "node",
        (8, 9, 4),
        "pin",
    ),
    ("Makefile", "a:\n\taws lambda create-function --runtime nodejs8.10\n", "node", (8, 10), "pin"),
    (
        "iisnode.yml",
        'nodeProcessCommandLine: "D:\\\\Program Files (x86)\\\\nodejs\\\\8.9.4\\\\node.exe"\n',
        "node",
        (8, 9, 4),
        "pin",
    ),
    (
        "iisnode.yml",
        r"nodeProcessCommandLine: D:\p\nodejs\8.9.4\node.exe",
        "node",
        (8, 9, 4),
        "pin",
    ),
    ("task.json", '{"execution": {"Node": {"target": "a.js"}}}', "node", (6,), "pin"),
    (
        "task.json",
        '{"execution": {"Node10": {"target": "a"}, "Node16": {"target": "a"}}}',
        "node",
        (16,),
        "pin",
    ),
    (
        "azuredeploy.json",
        '{"a": [{"name": "V", "value": "1"}, {"name": "WEBSITE_NODE_DEFAULT_VERSION", "value": "6.9.1"}]}',
        "node",
        (6, 9, 1),
        "pin",
    ),
    (
        "azuredeploy.json",
        '{"p": {"WEBSITE_NODE_DEFAULT_VERSION": "8.9.4"}}',
        "node",
        (8, 9, 4),
        "pin",
    ),
    ("netlify.toml", '[build.environment]\nNODE_VERSION = "8"\n', "node", (8,), "pin"),
    ("environment.yml", "dependencies:\n  - nodejs=8.9\n", "node", (8, 9), "pin"),
    (".meteor/release", "METEOR@1.8.1\n", "node", (8,), "pin"),
    (".meteor/release", "METEOR@1.3.2.4\n", "node", (0, 10), "pin"),
    (".meteor/release", "METEOR@1.9.3\n", "node", (12,), "pin"),
    (
        ".pipeline/blubber.yaml",
        "version: v4\nbase: docker-registry.wikimedia.org/nodejs10-slim:0.1\n",
        "node",
        (10,),
        "pin",
    ),
    ("Dockerfile", "FROM hypriot/rpi-node:6\n", "node", (6,), "pin"),
    ("my-template.yaml", "Runtime: nodejs10.x", "node", (10,), "pin"),
    ("Dockerfile", "FROM debian\nENV NODE_VERSION=6.11.0", "node", (6, 11, 0), "pin"),
    ("tox.ini", "[tox]\nenvlist = py26, py27\n", "python", (2, 7), "pin"),
    (".travis.yml", "jdk: [openjdk6, oraclejdk7]\n", "java", (7,), "pin"),
    (".travis.yml", "jdk: [oraclejdk7, oraclejdk8]\n", "java", (7,), "range"),
    (".travis.yml", "jdk: [oraclejdk7, openjdk-ea]\n", "java", (7,), "range"),
    (".tool-versions", "java zulu-8.54.0.21\n", "java", (8, 54, 0, 21), "pin"),
    (".travis.yml", "python:\n- '2.6'\n- '2.7'\n", "python", (2, 7), "pin"),
    ("environment.yml", "dependencies:\n  - python=3.6\n  - pip\n", "python", (3, 6), "pin"),
    ("environment.yml", "dependencies:\n  - python>=3.6\n", "python", (3, 6), "range"),
    ("environment.yml", f"dependencies:\n- python=3.7.1{PIPS}", "python", (3, 7, 1), "pin"),
    ("conda.yaml", f"dependencies:\n- defaults::python=3.6.8=h1{PIPS}", "python", (3, 6, 8), "pin"),
    ("conda.yml", "dependencies:\n- python >=3.6,<3.8\n", "python", (3, 7), "pin"),
    ("tox.ini", "[tox]\nenvlist =\n  py{36,310}-x\n  py27\n", "python", (2, 7), "range"),
    (
        "pom.xml",
        "<project><properties><java.version>1.8</java.version></properties></project>",
        "java",
        (8,),
        "range",
    ),
    ("build.gradle", "sourceCompatibility = JavaVersion.VERSION_1_8\n", "java", (8,), "range"),
    ("build.gradle", "defaultConfig { minSdkVersion 16 }\n", "android", (16,), "range"),
    ("build.gradle", "plugins { id 'com.android.library' }\n", "android", (0,), "range"),
    (
        "build.gradle",
        "implementation 'com.squareup.okhttp3:okhttp:3.8.+'\n"
        "implementation 'com.squareup.okhttp3:logging-interceptor:3.12.1'\n"
        "implementation 'com.squareup.retrofit2:retrofit:2.6.0'\n",
        "okhttp",
        (3, 12, 1),
        "pin",
    ),
    (
        "build.gradle",
        "implementation 'com.squareup.okhttp3:okhttp:3.8.0', 'com.squareup.retrofit2:retrofit:2.9.0'\n",
        "okhttp",
        (3, 14),
        "pin",
    ),
    (
        "build.gradle.kts",
        'val okhttpVersion = "3.10.0"\napi("com.squareup.okhttp3:okhttp:$okhttpVersion")\n',
        "okhttp",
        (3, 10, 0),
        "pin",
    ),
    (
        "pom.xml",
        "<project><properties><ok.version>3.4.1</ok.version></properties><dependencies><dependency>"
        "<groupId>com.squareup.okhttp3</groupId><version>${ok.version}</version>"
        "</dependency></dependencies></project>",
        "okhttp",
        (3, 4, 1),
        "pin",
    ),
    (
        "build.gradle",
        "def v = '3.9.1'\ncompile group: 'com.squareup.okhttp3', name: 'okhttp', version: v\n",
        "okhttp",
        (3, 9, 1),
        "pin",
    ),
    (
        "build.gradle",
        "ext.versions = [\n  okhttp: '3.1.2', retrofit: '2.0.2'\n]\n"
        'ext.deps = [okhttp: "com.squareup.okhttp3:okhttp:${versions.okhttp}"]\n'
        "dependencies { compile deps.okhttp }\n",
        "okhttp",
        (3, 1, 2),
        "pin",
    ),
    (
        "build.gradle",
        "def v = [okhttp: '3.2.0']\ncompile 'com.squareup.okhttp3:okhttp:' + v.okhttp\n",
        "okhttp",
        (3, 2, 0),
        "pin",
    ),
    (
        "build.gradle",
        "implementation 'com.squareup.retrofit2:retrofit:2.4.0'\n",
        "okhttp",
        (3, 12),
        "pin",
    ),
    (
        "build.gradle",
        "compile 'com.rabbitmq:http-client:5.0.0', 'com.rabbitmq:amqp-client:3.5.1'\n",
        "amqp-client",
        (3, 5, 1),
        "pin",
    ),
    (
        "pom.xml",
        "<project><dependencies><dependency><groupId>javax.mail</groupId><artifactId>mail</artifactId>"
        "<version>1.4.7</version></dependency></dependencies></project>",
        "javamail",
        (1, 4, 7),
        "pin",
    ),
    ("build.gradle.kts", "defaultConfig { minSdk = libs.min }\n", "android", (0,), "range"),
    (
        "AndroidManifest.xml",
        '<manifest><uses-sdk android:minSdkVersion="8"/></manifest>',
        "android",
        (8,),
        "range",
    ),
    (
        "build.gradle.kts",
        "java { toolchain { languageVersion.set(JavaLanguageVersion.of(11)) } }\n",
        "java",
        (11,),
        "pin",
    ),
    # continuous integration
    ("Dockerfile", "FROM cimg/go:1.16-node\n", "go", (1, 16), "pin"),
    (
        "Dockerfile",
        "FROM r.io/ocp/builder:rhel-8-golang-1.15-openshift-4.7\n",
        "go",
        (1, 15),
        "pin",
    ),
    ("Dockerfile", "FROM ubi8/go-toolset:1.15.14-2\n", "go", (1, 15, 14), "pin"),
    ("Dockerfile", "FROM prom/golang-builder:1.14-base\n", "go", (1, 14), "pin"),
    ("cloudbuild.yaml", "steps:\n- name: golang:1.15\n", "go", (1, 15), "pin"),
    (
        "buildspec.yml",
        "phases: {install: {runtime-versions: {golang: 1.13}}}\n",
        "go",
        (1, 13),
        "pin",
    ),
    (
        "buildspec.yml",
        "phases: {install: {runtime-versions: {java: corretto8}}}\n",
        "java",
        (8,),
        "pin",
    ),
    (".promu.yml", "go: {version: 1.16}\n", "go", (1, 16), "pin"),
    (
        ".github/workflows/a.yml",
        "jobs: {a: {strategy: {matrix: {python-version: ['3.10', '3.7']}}}}\n",
        "python",
        (3, 7),
        "range",
    ),
    (
        ".github/workflows/a.yml",
        "jobs: {a: {steps: [{uses: x, with: {go-version: '1.17'}}]}}\n",
        "go",
        (1, 17),
        "pin",
    ),
    (
        ".github/workflows/a.yml",
        "jobs: {a: {uses: ./.github/workflows/b.yml, with: {python-version: '3.8'}}}\n",
        "python",
        (3, 8),
        "pin",
    ),
    (
        ".github/workflows/a.yml",
        "jobs: {a: {uses: o/r/.github/workflows/b.yml@v1, with: {node-version: 16}}}\n",
        "node",
        (16,),
        "pin",
    ),
    (  # what is built in a job runs on its Go
        ".github/workflows/a.yml",
        "jobs: {a: {strategy: {matrix: {go: ['1.16', '1.17']}}, steps: [{run: go build .}]}}\n",
        "go",
        (1, 17),
        "pin",
    ),
    (
        ".github/workflows/a.yml",
        f"{_MATRIX_OF} {{go: ['1.16', '1.24']}}}}}}}}\n",
        "go",
        (1, 16),
        "range",
    ),
    (
        ".github/workflows/a.yml",
        f"{_MATRIX_OF} {{go: ['1.16', stable]}}}}}}}}\n",
        "go",
        (1, 16),
        "range",
    ),
    (".travis.yml", "go:\n- 1.7\n- 1.9.x\n- '1.10'\n", "go", (1, 10), "pin"),
    (".travis.yml", "go: ['1.7', 1.x]\n", "go", (1,), "range"),
    (".travis.yml", "go: ['1.7', tip]\n", "go", (1, 7), "range"),
    (".travis.yml", "node_js: ['0.10', '0.12', iojs]\n", "node", (3,), "pin"),
    (".travis.yml", "node_js: ['8', lts/dubnium, iojs-v2.1]\n", "node", (10,), "pin"),
    (".travis.yml", "node_js: ['8', lts/*]\n", "node", (8,), "range"),
    (".travis.yml", "node_js: ['6', node]\n", "node", (6,), "range"),
    (".travis.yml", "jobs:\n  include:\n    - go: 1.8\n    - go: 1.9\n", "go", (1, 9), "pin"),
    (
        "azure-pipelines.yml",
        "jobs:\n- steps:\n  - task: NodeTool@0\n    inputs:\n      versionSpec: 10.x\n",
        "node",
        (10,),
        "pin",
    ),
    (
        "azure-pipelines.yml",
        "steps:\n- task: GoTool@0\n  inputs: {version: '1.16'}\n- task: X@1\n  inputs: {version: '2'}\n",
        "go",
        (1, 16),
        "pin",
    ),
    (
        "azure-pipelines.yml",
        "strategy:\n  matrix:\n    a: {python.version: '3.6'}\n    b: {python.version: '3.8'}\n"
        "steps:\n- task: UsePythonVersion@0\n  inputs: {versionSpec: $(python.version)}\n",
        "python",
        (3, 8),
        "pin",
    ),
    ("Dockerfile", "FROM pypy:3.6-7.3.1\n", "python", (3, 6), "pin"),
    ("zappa_settings.json", '{"dev": {"runtime": "python3.6"}}', "python", (3, 6), "pin"),
    (
        "tox.ini",
        "[tox]\nenvlist = lint\n[testenv]\nbasepython = python3.6\n",
        "python",
        (3, 6),
        "pin",
    ),
    (
        "tox.ini",
        "[tox]\nenvlist = py27\n[testenv]\nbasepython = python3.6\n",
        "python",
        (2, 7),
        "pin",
    ),
    (".travis.yml", "python:\n- '3.6'\n- '2.7'\n- pypy\n", "python", (3, 6), "pin"),
    (
        ".travis.yml",
        "python: ['3.6', pypy, pypy2, pypy3, pypy3.5, pypy-3.6]\n",
        "python",
        (3, 6),
        "pin",
    ),
    (".travis.yml", "python: ['3.6', pypy, nightly]\n", "python", (3, 6), "range"),
    ("tox.ini", "[tox]\nenvlist = py{27,py,36,py3},pypy3,pypy-3.6\n", "python", (3, 6), "pin"),
    (".travis.yml", "python: [2.7, nightly]\n", "python", (2, 7), "range"),
    (".travis.yml", "python: [2.7, '3.10']\n", "python", (2, 7), "range"),
    (
        ".github/workflows/a.yml",
        f"{_MATRIX_OF} {{python-version: [3.7, 3.8]}}}}}}}}\n",
        "python",
        (3, 8),
        "pin",
    ),
    (
        ".github/workflows/a.yml",
        f"{_MATRIX_OF} {{python-version: [3.7, 3.x]}}}}}}}}\n",
        "python",
        (3,),
        "range",
    ),
    ("tox.ini", "[tox]\nenvlist = py27, {py36,py37}-x, pypy, numpy\n", "python", (3, 7), "pin"),
    ("tox.ini", "[tox]\nenvlist = py27, py3, flake8\n", "python", (2, 7), "range"),
    ("mise.toml", "[tools]\npython = ['3.8', '3.12']\n", "python", (3, 8), "pin"),
    (".mise.toml", "[tools]\nnode = {version = '8.9'}\n", "node", (8, 9), "pin"),
    ("Pipfile.lock", '{"_meta": {"requires": {"python_version": "3.7"}}}', "python", (3, 7), "pin"),
    ("package.json", '{"devDependencies": {"electron": "1.4.15"}}', "node", (6, 5, 0), "pin"),
    (
        "package.json",
        '{"scripts": {"start": "electron ."}, "dependencies": {"electron": "^3.0.2"}, "engines": {"node": ">=12"}}',
        "node",
        (10, 2, 0),
        "pin",
    ),
    ("package.json", '{"dependencies": {"electron": "22.0.1"}}', "node", (14,), "pin"),
    (
        "package.json",
        '{"scripts": {"dev:app": "cross-env A=1 electron . --x"}, "devDependencies": {"electron": "^1.4.15"}}',
        "node",
        (8, 2, 1),
        "pin",
    ),
    (
        "package.json",
        '{"scripts": {"start": "electron-forge start"}, "devDependencies": {"electron-prebuilt-compile": "^2.0.1"}}',
        "node",
        (8, 9, 3),
        "pin",
    ),
    # images of other names
    ("Dockerfile", "FROM tiangolo/uvicorn-gunicorn:python3.7-alpine3.8\n", "python", (3, 7), "pin"),
    (
        "Dockerfile",
        "FROM mcr.microsoft.com/azure-functions/python:2.0-python3.6\n",
        "python",
        (3, 6),
        "pin",
    ),
    ("Dockerfile", "FROM mcr.microsoft.com/azure-functions/node:4-node16\n", "node", (16,), "pin"),
    ("Dockerfile", "FROM lambci/lambda:build-nodejs8.10\n", "node", (8, 10), "pin"),
    ("Dockerfile", "FROM centos/python-36-centos7\n", "python", (3, 6), "pin"),
    ("Dockerfile", "FROM cypress/browsers:node12.18.3-chrome87\n", "node", (12, 18, 3), "pin"),
    (".gitlab-ci.yml", "image: python:3.7\n", "python", (3, 7), "pin"),
    (
        ".drone.yml",
        "---\nkind: pipeline\nsteps:\n- name: a\n  image: golang:1.14.15\n",
        "go",
        (1, 14, 15),
        "pin",
    ),
    (".woodpecker.yml", "steps:\n  build:\n    image: golang:1.16\n", "go", (1, 16), "pin"),
    ("wercker.yml", "box: golang:1.9.0\nbuild:\n  steps:\n  - id: x\n", "go", (1, 9, 0), "pin"),
    ("wercker.yml", "build:\n  box:\n    id: golang:1.10\n", "go", (1, 10), "pin"),
    ("app.yaml", "runtime: go\napi_version: go1.9\n", "go", (1, 9), "pin"),
    ("build.sh", 'I=golang:1.9\ndocker run --rm -v "$PWD":/s $I go build\n', "go", (1, 9), "pin"),
    ("build.sh", "docker run --rm -v $PWD:/s golang:1.9.2 go build\n", "go", (1, 9, 2), "pin"),
    ("WORKSPACE", 'go_register_toolchains(go_version = "1.15.7")\n', "go", (1, 15, 7), "pin"),
    ("WORKSPACE", 'V = "1.9"\ngo_register_toolchains(go_version=V)\n', "go", (1, 9), "pin"),
    ("WORKSPACE.bazel", 'go_register_toolchains(version = "1.16")\n', "go", (1, 16), "pin"),
    ("MODULE.bazel", 'go_sdk.download(version = "1.17.2")\n', "go", (1, 17, 2), "pin"),
    # variables of CI
    (".gitlab-ci.yml", "variables:\n  V: '1.13'\nimage: golang:${V}\n", "go", (1, 13), "pin"),
    ("docker-compose.yml", "services:\n  a:\n    image: 'node:${V:-8}'\n", "node", (8,), "pin"),
    (
        ".github/workflows/a.yml",
        "env: {GO: '1.14'}\njobs: {a: {steps: [{uses: x, with: {go-version: '${{ env.GO }}'}}]}}\n",
        "go",
        (1, 14),
        "pin",
    ),
    (
        "azure-pipelines.yml",
        "variables:\n  V: '3.7'\nsteps:\n- task: UsePythonVersion@0\n  inputs:\n    versionSpec: $(V)\n",
        "python",
        (3, 7),
        "pin",
    ),
    (
        "app.yaml",
        "runtime: python\nruntime_config:\n  python_version: 3.7\n",
        "python",
        (3, 7),
        "pin",
    ),
    # what a Makefile builds with
    (
        "Makefile",
        "GOLANG_VERSION?=1.8\nrun:\n\tdocker run -i \\\n\t golang:$(GOLANG_VERSION) make\n",
        "go",
        (1, 8),
        "pin",
    ),
    (
        "Makefile",
        "all:\n\tdocker run -v x:/x golang:1.11.4-alpine go build\n",
        "go",
        (1, 11, 4),
        "pin",
    ),
    (
        "Makefile",
        "# golang:1.2\nBUILD_IMAGE ?= docker.io/library/golang:1.18 # x\n",
        "go",
        (1, 18),
        "pin",
    ),
    ("GNUmakefile", "TAG=1.9\nB=golang:${TAG}-stretch\n", "go", (1, 9), "pin"),
    ("makefile", "  export GO_VERSION := go1.12.9\n", "go", (1, 12, 9), "pin"),
    # packages whose version changes what rules mean
    ("requirements.txt", "six\nTwisted[tls]==16.4.1 ; x\n", "twisted", (16, 4, 1), "pin"),
    ("requirements-prod.txt", "urllib3~=1.26.5\n", "urllib3", (1, 26), "pin"),
    ("requirements.txt", "requests[socks]==2.25.1\n", "requests", (2, 25, 1), "pin"),
    ("requirements.txt", "twisted[tls] >=21.2.0, <21.7.0 # old\n", "twisted", (21, 6), "pin"),
    ("setup.py", "setup(install_requires=['urllib3<2', 'six'])\n", "urllib3", (1,), "pin"),
    ("environment.yaml", f"dependencies:\n- python=3.7{PIPS}", "twisted", (18, 9, 0), "pin"),
    (
        "conda.yml",
        "dependencies:\n- a\n- conda-forge::twisted=18.9=py_0\n",
        "twisted",
        (18, 9),
        "pin",
    ),
    ("environment.yml", "dependencies: [six, 'urllib3<2']\n", "urllib3", (1,), "pin"),
    ("pyproject.toml", '[tool.poetry.dependencies]\nurllib3 = "^1.26"\n', "urllib3", (1,), "pin"),
    ("setup.py", "setup(install_requires=['Twisted == 16.4'])\n", "twisted", (16, 4), "pin"),
    (
        "pyproject.toml",
        "dependencies = ['cryptography==2.9.2']\n",
        "cryptography",
        (2, 9, 2),
        "pin",
    ),
    ("Pipfile", '[packages]\nurllib3 = "==1.25"\n', "urllib3", (1, 25), "pin"),
    (
        "Pipfile.lock",
        '{"default": {"twisted": {"version": "==20.3.0"}}}\n',
        "twisted",
        (20, 3, 0),
        "pin",
    ),
    (
        "poetry.lock",
        '[[package]]\nname = "urllib3"\nversion = "1.26.9"\n',
        "urllib3",
        (1, 26, 9),
        "pin",
    ),
]


@pytest.mark.parametrize(("name", "text", "runtime", "version", "kind"), CASES)
def test_a_file_declares(tmp_path, name, text, runtime, version, kind):
    declared = platform(tmp_path, {name: text})[runtime]
    assert (declared.version, declared.kind, declared.path) == (version, kind, name)
    assert declared.text in text
    assert declared.text in text.splitlines()[declared.line - 1]


@pytest.mark.parametrize(
    ("name", "text", "line"),
    [
        (".travis.yml", "python:\n- '3.6'\n- '2.7'\n- '3.7'\n", 4),
        (".travis.yml", "python:\n- '2.6'\n- '2.7'\n", 3),
        (".travis.yml", "python: ['3.6', '2.7']\n", 1),
        (".travis.yml", "matrix:\n  include:\n    - python: 3.6\n    - python: 2.7\n", 3),
        (
            ".github/workflows/a.yml",
            "jobs:\n  a:\n    strategy:\n      matrix:\n        python-version:\n"
            "        - '3.10'\n        - '3.7'\n",
            7,
        ),
    ],
)
def test_of_several_versions_the_one_that_counts_is_named(tmp_path, name, text, line):
    assert platform(tmp_path, {name: text})["python"].line == line


@pytest.mark.parametrize(
    ("name", "text"),
    [
        ("buildspec.yml", "phases: {install: {runtime-versions: {nodejs: latest}}}\n"),
        ("buildspec.yml", "phases: {build: {golang: 1.13}}\n"),
        (".promu.yml", "version: 1.16\n"),
        (
            "cloudbuild.yaml",
            "steps:\n- name: gcr.io/cloud-builders/go\n  args: [{name: 'golang:1.15'}]\n",
        ),
        ("Dockerfile", "FROM prom/golang-builder:base\n"),
        ("Dockerfile", "ARG V\nFROM python:$V\nFROM python:${X:+3.8}\nFROM node:${V\n"),
        (
            "Dockerfile",
            "FROM u:1\nRUN python3 a.py && n stable && apt-get install nodejs pythonic2\n",
        ),
        ("Dockerfile", "FROM u:1\nRUN pip install python-dateutil==2.7 && nvm install --lts\n"),
        ("Dockerfile", "FROM ubuntu\nRUN apt-get install -y python3 nodejs golang\n"),
        ("Dockerfile", "FROM debian:stable-slim\nRUN apt-get install -y python3\n"),
        ("Dockerfile", "FROM python\nFROM python:latest\nFROM python:${X}\nFROM x/notpython:3.8\n"),
        (".nvmrc", "lts/*\n"),
        ("package.json", '{"engines": {"node": "*"}}'),
        (
            "package.json",
            '{"devDependencies": {"electron": "^1.4.15", "node": "8.0.0"}}',
        ),
        (
            "package.json",
            '{"scripts": {"demo": "electron demo", "a": "x electron-forge make"}, "devDependencies": {"electron": "^1.4.15"}}',
        ),
        ("package.json", '{"pkg": {"targets": ["node10-linux-x64", "latest-win-x64"]}}'),
        ("package.json", '{"scripts": {"a": "pkg . -t linux", "b": "x --runtime go1.x"}}'),
        ("task.json", '{"execution": {"PowerShell3": {"target": "a.ps1"}}}'),
        (
            "azuredeploy.json",
            '{"a": [{"name": "WEBSITE_NODE_DEFAULT_VERSION"}, {"name": "V", "value": "8"}]}',
        ),
        (".meteor/release", "none\n"),
        (
            "serverless.ts",
            "const runtime = 'nodejs8.10'; const a = { runtime: x, b: 'nodejs8.10' };",
        ),
        ("deploy.sh", "# --runtime nodejs8.10\ndocker run --runtime nvidia x\n"),
        ("Makefile", "a:\n\tdocker run --runtime nvidia node8\n"),
        ("iisnode.yml", "nodeProcessCommandLine: node.exe --harmony\n"),
        (".pipeline/blubber.yaml", "base: docker-registry.wikimedia.org/python3-buster\n"),
        ("main.tf", 'app_settings = {\n  OTHER_VERSION = "~10"\n}\n'),
        ("pyproject.toml", "[project]\nrequires-python = '<4'\n"),
        ("serverless.yml", "provider: {runtime: go1.x}\n"),
        ("setup.py", "# python_requires='>=2.7'\n"),
        ("addon.xml", '<addon><import addon="xbmc.python" version="3.0.0"/></addon>'),
        ("addon.xml", '<addon><import addon="script.x" version="2.0"/>xbmc.python</addon>'),
        ("setup.py", "print('x')\nsetup(name='x')\n"),
        ("setup.py", "#!/usr/bin/python2\nprint('x')\nsetup(name='x')\n"),
        ("setup.py", "import urllib\nsetup(name=urllib.quote('x'))\n"),
        ("setup.py", "print 'x'\nsetup(classifiers=['Programming Language :: Python :: 3'])\n"),
        ("requirements.txt", 'urllib3<2; python_version < "3.7"\nrequests!=2.1\ntwisted\n'),
        ("requirements.txt", "urllib3>=1.21\nmy-twisted==1.0\n# twisted==16.4\ntwisted-x==2\n"),
        ("poetry.lock", '[[package]]\nname = "six"\nversion = "1.16"\n# urllib3\n'),
        (
            "build.gradle",
            "api 'com.squareup.okhttp3:okhttp:3.8.0'\napi \"com.squareup.okhttp3:mockwebserver:$unknown\"\n",
        ),
        ("pom.xml", "<dependency><groupId>com.squareup.okhttp3</groupId></dependency>"),
        (
            "setup.py",
            "'Programming Language :: Python :: 2.7', 'Programming Language :: Python :: 3'",
        ),
        (
            "Makefile",
            "GO_VERSION := $(shell go version)\nX=golang:latest\n#GOVERSION=1.8\nMINIMUM_GO_VERSION=1.9\n"
            "GO_VER=1\na:\n\trun xgolang:1.8 golang:$(TAG)\n",
        ),
        ("pom.xml", "<project><!-- <java.version>1.8</java.version> --></project>"),
        ("build.gradle", "plugins { id 'com.android.library' version '8.1' apply false }\n"),
        (".github/workflows/a.yml", "jobs: {a: {steps: [{with: {go-version: '${{ x }}'}}]}}\n"),
        (
            ".github/workflows/a.yml",
            "env: {V: 1.14}\njobs: {a: {env: {V: 1.22}, steps: [{with: {go-version: '${{ env.V }}'}}]}}\n",
        ),
        (".gitlab-ci.yml", "variables:\n  V: $W\nimage: golang:$V\n"),
        ("WORKSPACE", 'go_register_toolchains(go_version = "host")\n'),
        ("WORKSPACE", 'go_register_toolchains()\nother(go_version = "1.9")\n'),
        ("WORKSPACE", "go_register_toolchains(\n"),
        ("build.sh", "NODE_VERSION=8.1.0\ndocker run node:8 npm test\n"),
        ("app.yaml", "runtime: go\napi_version: go1\n"),
        ("conda.yml", "channels:\n- python=3.6\ndependencies:\n- python\n- pip:\n  - python=3.6\n"),
        ("conda.yaml", "name: x\npip:\n- twisted==18.9\ndependencies:\n- pip:\n  - twisted>18.9\n"),
    ],
)
def test_what_says_no_version_declares_nothing(tmp_path, name, text):
    declared = dict(platform(tmp_path, {name: text}))
    declared.pop("browser", None)  # of each package it is known whether it is for browsers
    assert declared == {}


def test_the_package_of_a_distribution_is_not_what_runs_in_the_image_of_a_runtime(tmp_path):
    text = "FROM node:20-stretch\nRUN apt-get update && apt-get install -y python make\n"
    assert set(platform(tmp_path, {"Dockerfile": text})) == {"node"}
    text = "FROM python:3.12-stretch\nRUN apt-get install -y python3-dev\n"
    assert platform(tmp_path, {"Dockerfile": text})["python"].version == (3, 12)


def test_a_version_is_named_where_it_is_written(tmp_path):
    text = "ARG D=buster\nARG V=1.13.15\nARG I=golang:${V}-${D}\nFROM ${I}\n"
    assert platform(tmp_path, {"Dockerfile": text})["go"].line == 2


def test_the_nearest_declaration_counts(tmp_path):
    files = {".python-version": "3.12\n", "old/.python-version": "2.7\n", "old/.nvmrc": "8\n"}
    platform(tmp_path, files)
    platforms = Platforms(tmp_path, {})
    assert platforms.of("old/deep/a.py")["python"].path == "old/.python-version"
    assert platforms.of(tmp_path / "new" / "a.py")["python"].version == (3, 12)
    assert platforms.of("a.js").version("node") is None


def test_what_runs_beats_what_is_supported(tmp_path):
    files = {"pyproject.toml": "[project]\nrequires-python = '>=3.7'\n"}
    assert platform(tmp_path, files)["python"].kind == "range"
    files[".github/workflows/a.yml"] = "jobs: {a: {steps: [{with: {python-version: '3.12'}}]}}\n"
    assert platform(tmp_path, files)["python"].kind == "range"
    files[".python-version"] = "3.9\n"
    assert platform(tmp_path, files)["python"].version == (3, 9)
    files["Dockerfile"] = "FROM python:3.8\n"
    assert platform(tmp_path, files)["python"].version == (3, 8)


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ({"docker/Dockerfile": "FROM node:10\nCOPY . /app\n"}, (10,)),
        ({"build/package/Dockerfile": "FROM node:10\nCOPY a.js /app/\n", "a.js": ""}, (10,)),
        ({"dockerfiles/Dockerfile.build": "FROM node:10\nCOPY . ./\n"}, (10,)),
        (
            {
                "deploy/Dockerfile": "FROM node:10\nCOPY . ./\n",
                "deploy/docker-compose.yml": "services: {db: {image: postgres}}\n",
                "deploy/Makefile": "all:\n\tdocker build -f deploy/Dockerfile .\n",
            },
            (10,),
        ),
        ({"docker/Dockerfile": "FROM node:10\nCOPY a.js /app/\n"}, None),  # nothing from above
        ({"docker/Dockerfile": "FROM node:10\nCOPY --from=x . /app\n"}, None),
        ({"docker/Dockerfile": "FROM node:10\n"}, None),
        ({"other/Dockerfile": "FROM node:10\nCOPY . /app\n"}, None),
        # it is for what stands beside it
        ({"docker/Dockerfile": "FROM node:10\nCOPY . /\n", "docker/package.json": "{}"}, None),
        ({"docker/Dockerfile": "FROM node:10\nCOPY . /\n", "Dockerfile": "FROM node:20\n"}, (20,)),
        (  # another image is of something else
            {"Dockerfile": "FROM node:20\n", "Dockerfile.tools": "FROM node:10\n"},
            (20,),
        ),
        ({"a.Dockerfile": "FROM node:20\n", "Dockerfile.tools": "FROM node:10\n"}, (10,)),
        ({"Dockerfile": "FROM debian\n", "Dockerfile.tools": "FROM node:10\n"}, (10,)),
        (  # they say the same
            {
                "docker/Dockerfile": "FROM node:10\nCOPY . /\n",
                "docker/test.dockerfile": "FROM node:10\n",
                "docker/lint.dockerfile": "FROM python:3.6\n",
            },
            (10,),
        ),
        (
            {
                "build/a/Dockerfile": "FROM node:10\nCOPY . /\n",
                "build/b/Dockerfile": "FROM node:10\nCOPY . /\n",
                "build/own/Dockerfile": "FROM node:8\nCOPY . /\n",
                "build/own/package.json": "{}",
            },
            (10,),
        ),
        (
            {
                "docker/a/Dockerfile": "FROM node:10\nCOPY . /\n",
                "docker/b/Dockerfile": "FROM node:8\n",
            },
            None,
        ),
        (  # which of them counts is not known
            {
                "docker/Dockerfile": "FROM node:10\nCOPY . /\n",
                "docker/test.dockerfile": "FROM node:8\nCOPY . /\n",
            },
            None,
        ),
    ],
)
def test_the_only_image_in_a_folder_for_it_is_of_what_it_copies(tmp_path, files, version):
    for name in files:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
    found = platform(tmp_path, files).get("node")
    assert (found.version if found else None) == version


CATALOG = """[versions]
ok-http = "3.10.0"
jdk = { strictly = "[8,11[", prefer = "8" }
minSdk = "16"
[libraries]
okhttp = { module = "com.squareup.okhttp3:okhttp", version.ref = "ok-http" }
okhttp_logging = "com.squareup.okhttp3:logging-interceptor:3.12.1"
okhttp-managed = { group = "com.squareup.okhttp3", name = "okhttp-tls" }
[bundles]
net = ["okhttp", "okhttp_logging"]
"""


@pytest.mark.parametrize(("name", "version"), [("mail.version", (1, 4, 7)), ("other", None)])
def test_a_parent_of_maven_says_what_its_modules_call_versions(tmp_path, name, version):
    files = {
        "pom.xml": f"<project><properties><{name}>1.4.7</{name}></properties></project>",
        "app/pom.xml": "<project><dependencies><dependency><groupId>javax.mail</groupId><artifactId>mail</artifactId>"
        "<version>${mail.version}</version></dependency></dependencies></project>",
    }
    found = platform(tmp_path, files, "app/src/A.java").get("javamail")
    assert (found and found.version) == version


@pytest.mark.parametrize(
    ("name", "text", "build", "version"),
    [
        ("build.gradle", "ext { okhttpVersion = '3.8.0' }", "'{}okhttp:$okhttpVersion'", (3, 8, 0)),
        (
            "build.gradle",
            "ext { okhttpVersion = '3.8.0' }",
            "'{}okhttp:' + rootProject.ext.okhttpVersion",
            (3, 8, 0),
        ),
        ("gradle.properties", "okhttp.version=3.4.1", '"{}okhttp:${okhttp.version}"', None),
        ("gradle.properties", "okhttpVersion=3.4.1", '"{}okhttp:${okhttpVersion}"', (3, 4, 1)),
        (
            "config.gradle",
            "ext { dependencies = ['okhttp3': '{}okhttp:3.9.0'] }",
            'rootProject.ext.dependencies["okhttp3"]',
            (3, 9, 0),
        ),
        (
            "buildSrc/src/main/java/Deps.kt",
            'object V { const val okhttp = "3.6.0" }\nobject Deps { const val okhttp = "{}okhttp:${V.okhttp}" }',
            "(Deps.okhttp)",
            (3, 6, 0),
        ),
        (
            "build.gradle",
            "ext { okhttpVersion = '3.8.0' }\next.okhttpVersion = '4.0.0'",
            "'{}okhttp:$okhttpVersion'",
            None,
        ),
    ],
)
def test_names_of_a_gradle_build_stand_for_versions(tmp_path, name, text, build, version):
    group = "com.squareup.okhttp3:"
    files = {
        "settings.gradle": "",
        name: text.replace("{}", group),
        "app/core/build.gradle": f"dependencies {{ implementation {build.replace('{}', group)} }}\n",
    }
    found = platform(tmp_path, files, "app/core/src/A.kt").get("okhttp")
    assert (found and found.version) == version


@pytest.mark.parametrize(
    ("build", "runtime", "version"),
    [
        ("implementation(libs.okhttp)", "okhttp", (3, 10, 0)),
        ("implementation libs.okhttp.managed, libs.okhttp.logging", "okhttp", (3, 12, 1)),
        ("api(platform(libs.bundles.net))", "okhttp", (3, 12, 1)),
        (
            'api("com.squareup.okhttp3:okhttp:${libs.versions.ok.http.get()}")',
            "okhttp",
            (3, 10, 0),
        ),
        ("implementation(libs.okhttp.managed)", "okhttp", None),
        ("implementation(libs.other)", "okhttp", None),
        ("implementation(other.okhttp)", "okhttp", None),
        ("kotlin { jvmToolchain(libs.versions.jdk.get().toInt()) }", "java", (8,)),
        ("minSdk = libs.versions.minSdk.get().toInt()", "android", (16,)),
    ],
)
def test_the_catalog_of_a_build_says_what_its_files_name(tmp_path, build, runtime, version):
    files = {
        "settings.gradle": "",
        "gradle/libs.versions.toml": CATALOG,
        "app/core/build.gradle.kts": f"{build}\n",
    }
    found = platform(tmp_path, files, "app/core/src/A.kt").get(runtime)
    assert (found and found.version) == version
    assert found is None or (found.path, found.line) == ("app/core/build.gradle.kts", 1)


@pytest.mark.parametrize(
    ("settings", "version"),
    [
        (
            'versionCatalogs { create("deps") { from(files("gradle/x.versions.toml")) } }',
            (3, 10, 0),
        ),
        ("versionCatalogs {\n deps {\n from(files('gradle/x.versions.toml'))\n }\n}", (3, 10, 0)),
        ('versionCatalogs { create("other") { from(files("gradle/x.versions.toml")) } }', None),
        ('create("deps") { from(files("gradle/x.versions.toml")) }', None),
    ],
)
def test_the_catalogs_that_settings_name(tmp_path, settings, version):
    files = {
        "settings.gradle": f"dependencyResolutionManagement {{ {settings} }}\n",
        "gradle/x.versions.toml": CATALOG,
        "app/build.gradle": "implementation(deps.okhttp)\n",
    }
    found = platform(tmp_path, files, "app/A.kt").get("okhttp")
    assert (found and found.version) == version


def test_an_image_that_a_package_could_not_be_installed_in_is_forgotten(tmp_path):
    files = {
        "pyproject.toml": "[project]\nrequires-python = '>=3.11'\n",
        "Dockerfile": "FROM ubuntu:18.04\nRUN apt-get install python2.7\n",
    }
    assert platform(tmp_path, files)["python"].version == (3, 11)
    files["Dockerfile"] = "FROM python:3.12\n"
    assert platform(tmp_path, files)["python"].version == (3, 12)


def test_a_jdk_that_could_not_load_what_is_built_is_forgotten(tmp_path):
    level = "<maven.compiler.release>11</maven.compiler.release>"
    files = {
        ".travis.yml": "jdk: oraclejdk10\n",
        "pom.xml": f"<project><properties>{level}</properties></project>\n",
    }
    assert platform(tmp_path, files)["java"].version == (11,)
    files["pom.xml"] = files["pom.xml"].replace("11", "8")
    assert platform(tmp_path, files)["java"].version == (10,)


def test_what_a_program_of_net_framework_targets_beats_what_its_image_has_installed(tmp_path):
    files = {"Dockerfile": "FROM mcr.microsoft.com/dotnet/framework/aspnet:4.8-x\n"}
    assert platform(tmp_path, files)["netframework"].version == (4, 8)
    target = "<TargetFrameworkVersion>v4.5</TargetFrameworkVersion>"
    files["A.csproj"] = f"<Project><PropertyGroup>{target}</PropertyGroup></Project>\n"
    assert platform(tmp_path, files)["netframework"].version == (4, 5)


@pytest.mark.parametrize(
    ("targets", "expected"),
    [
        ("netstandard2.0;net451;net40", {"netframework": ((4, 0), "pin")}),  # each is built
        (
            "net48;net6.0;netcoreapp1.1",
            {"netframework": ((4, 8), "pin"), "dotnet": ((1, 1), "pin")},
        ),
        ("netstandard2.1;net8", {"dotnet": ((8,), "pin")}),
        ("net50", {"dotnet": ((5, 0), "pin")}),
    ],
)
def test_each_target_of_a_project_of_net_runs(tmp_path, targets, expected):
    project = f"<Project><PropertyGroup><TargetFrameworks>{targets}</TargetFrameworks></PropertyGroup></Project>"
    found = platform(tmp_path, {"A.csproj": project})
    assert {name: (d.version, d.kind) for name, d in found.items()} == expected


def test_the_jdk_that_builds_an_app_for_android_does_not_run_it(tmp_path):
    files = {
        ".travis.yml": "jdk: oraclejdk7\n",
        "app/build.gradle": "minSdk 21\nsourceCompatibility = 1.7\n",
        "server/build.gradle": "sourceCompatibility = 1.7\n",
    }
    for name, text in files.items():
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).write_text(text)
    platforms = Platforms(tmp_path, {})
    assert set(platforms.of("app/src/A.java")) == {"android"}
    (tmp_path / "app/src").mkdir()
    (tmp_path / "app/src/AndroidManifest.xml").write_text("<manifest/>")
    again = Platforms(tmp_path, {}).of("app/src/A.java")
    assert (set(again), again["android"].version) == ({"android"}, (21,))
    assert platforms.of("server/src/A.java")["java"].version == (7,)


def test_jobs_that_differ_are_a_range(tmp_path):
    text = "jobs: {a: {steps: [{with: {node-version: 8}}, {with: {node-version: 20}}]}}\n"
    declared = platform(tmp_path, {".github/workflows/a.yml": text})["node"]
    assert (declared.version, declared.kind) == ((8,), "range")


@pytest.mark.parametrize(
    ("workflow", "declared"),
    [
        ("{matrix: {go: ['1.15', '1.16']}}", ((1, 16), "pin")),
        ("{matrix: {go: [stable]}}", ((1, 9), "range")),
        ("{matrix: {go: ['1.16', '1.25']}}", ((1, 9), "range")),
    ],
)
def test_lists_of_old_versions_beside_jobs_that_are_open_or_new_are_ranges(
    tmp_path, workflow, declared
):
    files = {
        ".travis.yml": "go: ['1.9', '1.10']\n",
        ".github/workflows/a.yml": f"jobs: {{a: {{strategy: {workflow}}}}}\n",
        "go.mod": "module x\n",
    }
    found = platform(tmp_path, files)["go"]
    assert (found.version, found.kind) == declared


@pytest.mark.parametrize(
    ("workflow", "declared"),
    [
        # through outputs of a job, which take a text of the environment
        (
            """
env: {OLD: '["3.5", "3.6"]'}
jobs:
  a: {outputs: {v: "${{ env.OLD }}"}}
  b: {strategy: {matrix: {python-version: "${{ fromJSON(needs.a.outputs.v) }}"}}}
""",
            ((3, 6), "pin"),
        ),
        (
            'jobs: {b: {strategy: {matrix: {python: "${{ fromJson(\'[\\"3.12\\"]\') }}"}}}}',
            ((3, 5), "range"),
        ),
        # a whole matrix, and its rows
        (
            """
on: {workflow_call: {inputs: {m: {default: '{"python": ["3.6"], "include": [{"python": "3.12"}]}'}}}}
jobs: {b: {strategy: {matrix: "${{ fromJSON(inputs.m) }}"}}}
""",
            ((3, 5), "range"),
        ),
        # what a step makes is any version
        (
            """
jobs:
  a: {outputs: {v: "${{ steps.s.outputs.v }}"}}
  b:
    strategy: {matrix: {python-version: "${{ fromJSON(needs.a.outputs.v) }}"}}
""",
            ((3, 5), "range"),
        ),
        (
            """
jobs:
  b:
    strategy: {matrix: "${{ fromJSON(needs.a.outputs.v) }}"}
    steps: [{uses: actions/setup-python, with: {python-version: "${{ matrix.python }}"}}]
""",
            ((3, 5), "range"),
        ),
        # another thing than versions
        (
            """
jobs: {b: {strategy: {matrix: {os: "${{ fromJSON(needs.a.outputs.v) }}", python: ['3.6']}}}}
""",
            ((3, 6), "pin"),
        ),
    ],
)
def test_lists_that_a_workflow_hands_on_as_json_count(tmp_path, workflow, declared):
    files = {"tox.ini": "[tox]\nenvlist = py35,lint\n", ".github/workflows/a.yml": workflow}
    found = platform(tmp_path, files)["python"]
    assert (found.version, found.kind) == declared


_GODEPS = '{"ImportPath": "x", "GoVersion": "go1.4.2"}'


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ({"Procfile": "web: x\n", "Godeps/Godeps.json": _GODEPS}, (1, 4, 2)),
        ({"Godeps/Godeps.json": _GODEPS}, None),  # what its author had
        (
            {"Procfile": "", "Godeps/Godeps.json": _GODEPS, "Dockerfile": "FROM golang:1.22"},
            (1, 22),
        ),
        ({"vendor/vendor.json": '{"heroku": {"goVersion": "go1.8"}, "package": []}'}, (1, 8)),
        ({"vendor/vendor.json": '{"package": [{"goVersion": "go1.8"}]}'}, None),
    ],
)
def test_heroku_builds_with_the_go_of_packages(tmp_path, files, version):
    declared = platform(tmp_path, files).get("go")
    assert (declared.version if declared else None) == version


_MATRIX_OF_GO = "go: ['1.14', '1.15']\n"


@pytest.mark.parametrize(
    ("image", "files", "declared"),
    [
        ("golang:alpine", {".travis.yml": _MATRIX_OF_GO}, ((1, 14), "range")),
        ("golang", {".travis.yml": "go: '1.14'\n"}, ((1, 14), "range")),
        ("docker.io/library/golang:latest", {".travis.yml": _MATRIX_OF_GO}, ((1, 14), "range")),
        ("golang:1", {".travis.yml": _MATRIX_OF_GO}, ((1,), "pin")),
        ("golang:1.13", {".travis.yml": _MATRIX_OF_GO}, ((1, 13), "pin")),
        # those of a system of then, or of others, are not built any more, or are nobody knows what
        ("golang:stretch", {".travis.yml": _MATRIX_OF_GO}, ((1, 15), "pin")),
        ("golang:onbuild", {".travis.yml": _MATRIX_OF_GO}, ((1, 15), "pin")),
        ("acme/golang", {".travis.yml": _MATRIX_OF_GO}, ((1, 15), "pin")),
        ("alpine", {".travis.yml": _MATRIX_OF_GO}, ((1, 15), "pin")),
        ("golang AS b\nFROM golang:1.12", {".travis.yml": _MATRIX_OF_GO}, ((1, 12), "pin")),
        (
            "golang:alpine",
            {"Dockerfile-dev": "FROM golang:1.10\n", ".travis.yml": _MATRIX_OF_GO},
            ((1, 14), "range"),
        ),
        ("alpine", {"Dockerfile-dev": "FROM golang:1.10\n"}, ((1, 10), "pin")),
        ("node:lts-slim", {".travis.yml": "node_js: [6, 8]\n"}, ((6,), "range")),
        ("node:latest AS b\nFROM nginx", {".travis.yml": "node_js: [6, 8]\n"}, ((8,), "pin")),
        ("python:slim", {"tox.ini": "[tox]\nenvlist = py27,py36\n"}, ((2, 7), "range")),
    ],
)
def test_an_image_without_a_version_is_what_ci_does_not_list(tmp_path, image, files, declared):
    found = platform(tmp_path, {"Dockerfile": f"FROM {image}\n", **files})
    (known,) = (found[n] for n in ("go", "node", "python") if n in found)
    assert (known.version, known.kind) == declared


_TERRAFORM = 'resource "aws_lambda_function" "f" {\n runtime = "nodejs8.10"\n}\n'
_ZIP = 'data "archive_file" "z" {\n source_dir = "${path.module}/%s"\n}\n'
_SAM = (
    "Resources: {%s: {Type: AWS::Serverless::Function, Properties: {CodeUri: %s, Runtime: %s}}}\n"
)


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ({"templates/my.yaml": _SAM % ("F", "../code/fn/", "nodejs10.x")}, (10,)),
        ({"templates/my.yaml": _SAM % ("F", "../code", "nodejs10.x")}, (10,)),
        ({"templates/my.yaml": _SAM % ("F", "../code/other", "nodejs10.x")}, None),
        ({"templates/my.yaml": _SAM % ("F", "../..", "nodejs10.x")}, None),
        ({"templates/my.yaml": _SAM % ("F", "s3://code/fn", "nodejs10.x")}, None),
        ({"texts/my.yaml": _SAM % ("F", "../code/fn", "nodejs10.x")}, None),
        (
            {
                "templates/my.yaml": _SAM % ("F", "../code", "nodejs10.x"),
                "code/fn/.nvmrc": "20",
            },
            (20,),
        ),
        (
            {
                "infra/my.yaml": "Globals: {Function: {Runtime: nodejs8.10}}\n"
                "Resources: {F: {Properties: {CodeUri: ../code/fn}}}\n",
                "code/fn/package.json": '{"engines": {"node": ">=6"}}',
            },
            (8, 10),
        ),
        (
            {
                "cfn/f.json": '{"F": {"Properties": {"Code": "../code/fn", "Runtime": "nodejs8.10"}}}'
            },
            (8, 10),
        ),
        (
            {
                "cfn/f.json": '{"F": {"Properties": {"Code": {"ZipFile": "../code/fn"}, "Runtime": "nodejs8.10"}}}'
            },
            None,
        ),
        ({"terraform/f.tf": _TERRAFORM, "terraform/z.tf": _ZIP % "../code/fn"}, (8, 10)),
        ({"terraform/f.tf": _TERRAFORM, "terraform/z.tf": _ZIP % "../code/fn.zip"}, (8, 10)),
        ({"terraform/f.tf": _TERRAFORM, "terraform/z.tf": _ZIP % "../dist/fn.zip"}, (8, 10)),
        (
            {
                "terraform/f.tf": _TERRAFORM,
                "terraform/z.tf": _ZIP % "../code/other",
                "code/other/a.js": "",
            },
            None,
        ),
        ({"terraform/f.tf": _TERRAFORM, "terraform/z.tf": _ZIP % "../../fn"}, None),
        ({"terraform/f.tf": _TERRAFORM, "terraform/z.tf": _ZIP % "fn"}, None),
        (
            {
                "terraform/f.tf": _TERRAFORM + _TERRAFORM.replace("8.10", "12.x"),
                "terraform/z.tf": _ZIP % "../code/fn",
            },
            None,
        ),
        (
            {
                "terraform/f.tf": _TERRAFORM,
                "terraform/z.tf": _ZIP % "../dist/fn.zip",
                "Dockerfile": "FROM node:20",
            },
            (20,),
        ),
        (  # of its own functions each has its own
            {
                "template.yaml": "Resources:\n"
                "  A: {Properties: {CodeUri: code/fn, Runtime: nodejs20.x}}\n"
                "  B: {Properties: {CodeUri: code/other, Runtime: nodejs10.x}}\n"
            },
            (20,),
        ),
    ],
)
def test_the_runtime_of_a_function_counts_where_its_code_is(tmp_path, files, version):
    declared = platform(tmp_path, files, "code/fn/a.js").get("node")
    assert (declared.version if declared else None) == version


@pytest.mark.parametrize(
    ("files", "oldest"),
    [
        ({".travis.yml": "python: ['3.5', '3.6', '3.8']\n"}, (3, 5)),
        ({"tox.ini": "[tox]\nenvlist = py35,py36,py37\n"}, (3, 5)),
        ({"setup.py": "setup(python_requires='>=3.5,<3.9')\n"}, (3, 5)),
        (
            {"setup.py": "setup(python_requires='>=3.5')\n", "Dockerfile": "FROM python:3.8\n"},
            (3, 5),
        ),
        (
            {
                "setup.py": "setup(python_requires='>=3.6')\n",
                ".travis.yml": "python: ['2.7', '3.6', '3.8']\n",
                "Dockerfile": "FROM python:3.8\n",
            },
            (3, 6),
        ),
        ({".travis.yml": "python: '3.8'\n"}, ()),
        ({"setup.py": "setup(python_requires='<3.9')\n"}, ()),
        ({"setup.py": "setup(python_requires='>=3.5')\n"}, ()),  # the low end is what it says
    ],
)
def test_the_oldest_that_is_declared_beside_a_pin_is_known(tmp_path, files, oldest):
    assert platform(tmp_path, files)["python"].oldest == oldest


def test_an_open_range_of_engines_decides_over_what_is_tested(tmp_path):
    files = {"package.json": '{"engines": {"node": ">=4"}}', ".travis.yml": "node_js: ['4', '6']\n"}
    assert platform(tmp_path, files)["node"].kind == "range"


_CDK = "import * as lambda from 'aws-cdk-lib/aws-lambda';\nnew lambda.Function(this, 'f', { runtime: %s });\n"


@pytest.mark.parametrize(
    ("files", "version"),
    [
        ({"cdk.json": "{}", "lib/a.ts": _CDK % "lambda.Runtime.NODEJS_8_10"}, (8, 10)),
        ({"cdk.json": "{}", "lib/a.ts": _CDK % "Runtime.NODEJS_10_X"}, (10,)),
        ({"lib/a.ts": _CDK % "lambda.Runtime.NODEJS_10_X"}, None),
        ({"cdk.json": "{}", "lib/a.ts": _CDK % "names.NODEJS_10_X"}, None),
        ({"cdk.json": "{}", "lib/a.ts": _CDK % "Runtime.NODEJS_LATEST"}, None),
        (
            {
                "cdk.json": "{}",
                "lib/a.ts": _CDK % "Runtime.NODEJS_10_X",
                "lib/b.ts": _CDK % "Runtime.NODEJS_20_X",
            },
            None,
        ),
        ({".ask/config": '{"deploy": {"lambda": [{"runtime": "nodejs8.10"}]}}'}, (8, 10)),
        ({"ask-resources.json": '{"profiles": {"a": {"runtime": "nodejs10.x"}}}'}, (10,)),
        (
            {
                ".ebextensions/n.config": "option_settings:\n"
                "  aws:elasticbeanstalk:container:nodejs:\n    NodeVersion: 8.12.0\n"
            },
            (8, 12, 0),
        ),
        (
            {
                ".ebextensions/n.config": "option_settings:\n"
                "  - option_name: NodeVersion\n    value: 6.14.3\n"
                "  - option_name: NodeCommand\n    value: 7\n"
            },
            (6, 14, 3),
        ),
    ],
)  # fmt: skip
def test_what_amazon_runs_is_read(tmp_path, files, version):
    declared = platform(tmp_path, files).get("node")
    assert (declared.version if declared else None) == version


@pytest.mark.parametrize(
    ("files", "engines", "version"),
    [
        ({"Dockerfile": "FROM node:8\n"}, ">=6", (8,)),
        ({"main.tf": 'resource "f" "f" {\n runtime = "nodejs6.10"\n}\n'}, ">=6.10", (6, 10)),
        ({".nvmrc": "8.11\n"}, ">=10", (10,)),
        ({".travis.yml": "node_js: 8\n"}, ">=6", (6,)),
        ({"package.json": '{"engines": {"node": "8.x"}}'}, ">=6", (6,)),
        ({"Dockerfile": "FROM node:8\n"}, "10.x", (10,)),
    ],
)
def test_a_pin_above_runs_a_package_that_is_open(tmp_path, files, engines, version):
    inner = {"part/package.json": f'{{"engines": {{"node": "{engines}"}}}}'}
    assert platform(tmp_path, {**files, **inner}, "part/a.js")["node"].version == version


def test_a_version_file_that_cannot_build_the_module_hides_no_toolchain(tmp_path):
    files = {"go.mod": "module x\ngo 1.24.0\ntoolchain go1.24.1\n", ".go-version": "1.16\n"}
    assert platform(tmp_path, files)["go"].version == (1, 24, 1)


@pytest.mark.parametrize(
    ("steps", "counts"),
    [
        (
            "{run: pip install build}, {run: python -m build}, {uses: pypa/gh-action-pypi-publish@v1}",
            0,
        ),
        ("{run: python setup.py sdist bdist_wheel}, {run: twine upload dist/*}", 0),
        ("{run: pip install flake8}, {run: flake8 .}", 0),
        ("{uses: pre-commit/action@v3}", 0),
        ("{run: pip install flake8}, {run: flake8 .}, {run: pytest}", 1),
        ("{run: python -m build}, {run: python -m unittest}", 1),
        ("{run: python fetch.py}", 1),
        ("{run: pip install .}, {run: mytool}", 1),
    ],
)
def test_a_job_that_only_publishes_or_looks_is_not_what_runs(tmp_path, steps, counts):
    text = f"jobs: {{a: {{steps: [{{uses: x, with: {{python-version: '3.8'}}}}, {steps}]}}}}\n"
    assert len(platform(tmp_path, {".github/workflows/a.yml": text})) == counts


def test_for_go_the_building_toolchain_decides(tmp_path):
    files = {"Dockerfile": "FROM golang:1.22\n", "sub/go.mod": "module x\ngo 1.15\n"}
    assert platform(tmp_path, files, "sub/a.go")["go"].version == (1, 22)


@pytest.mark.parametrize(
    ("line", "stale", "version"),
    [
        ("1.21", "1.16", (1, 21)),
        ("1.22.3", "1.22.1", (1, 22, 3)),
        ("1.22.3", "1.22", (1, 22)),  # the newest of the line
        ("1.25", "1", (1,)),
        ("1.20", "1.16", (1, 16)),  # older ones than 1.21 try to build what is newer
    ],
)
def test_a_go_line_is_a_minimum_that_an_older_toolchain_refuses(tmp_path, line, stale, version):
    mod = {"go.mod": f"module x\ngo {line}\n"}
    image = {**mod, "Dockerfile": f"FROM golang:{stale}\n"}
    assert platform(tmp_path / "image", image)["go"].version == version
    below = {**mod, "sub/.go-version": f"{stale}\n"}
    assert platform(tmp_path / "below", below, "sub/a.go")["go"].version == version
    above = {"Dockerfile": f"FROM golang:{stale}\n", "sub/go.mod": mod["go.mod"]}
    assert platform(tmp_path / "above", above, "sub/a.go")["go"].version == version


@pytest.mark.parametrize("directory", ["vendor/github.com/x/y", "node_modules/y"])
def test_what_packages_of_others_are_tested_with_does_not_count(tmp_path, directory):
    files = {
        f"{directory}/.travis.yml": "language: go\ngo: 1.4\n",
        f"{directory}/.nvmrc": "4\n",
        f"{directory}/go.mod": "module x\ngo 1.21\n",
        f"{directory}/setup.py": "setup(python_requires='>=3.6')\n",
    }
    found = platform(tmp_path, files, f"{directory}/a.go")
    assert (dict(found).keys(), found["python"].version) == ({"python"}, (3, 6))


def test_a_pinned_line_of_releases_is_its_newest(tmp_path):
    found = platform(tmp_path, {"Dockerfile": "FROM openjdk:8-jre\nFROM node:10.15.3\n"})
    assert found.version("java") == (8, NEWEST)
    assert found.version("node") == (10, 15, 3)
    assert platform(tmp_path, {}, at="x", netframework="4.5").version("netframework") == (4, 5)


def test_assumptions_override(tmp_path):
    files = {".python-version": "3.12\n"}
    found = platform(tmp_path, files, python="3.8", java="8u100")
    assert found.version("python") == (3, 8, NEWEST)
    assert (found["python"].path, found["python"].text) == ("", "python=3.8")
    assert found.version("java") == (8, 0, 100)


def test_a_scan_of_a_part_sees_the_whole_repository_and_nothing_beyond(tmp_path):
    repository = tmp_path / "repository"
    platform(tmp_path, {".python-version": "2.7\n", "repository/.nvmrc": "8\n"})
    (repository / ".git").mkdir()
    (repository / "part").mkdir()
    found = Platforms(repository / "part", {}).of("a.py")
    assert (found["node"].version, found["node"].path) == ((8,), "../.nvmrc")
    assert found.version("python") is None


@pytest.mark.parametrize("start", ["repository", "repository/app", "elsewhere"])
def test_what_a_project_imports_counts_wherever_the_scan_begins(tmp_path, start):
    project = """<Project Sdk="Microsoft.NET.Sdk">
  <Import Project="$(MSBuildProjectDirectory)/../all.targets" />
  <PropertyGroup><TargetFramework>$(TargetFrameworkVersion)</TargetFramework></PropertyGroup>
</Project>"""
    common = "<TargetFrameworkVersion>net6.0</TargetFrameworkVersion>"
    platform(
        tmp_path / "repository",
        {
            "app/app.csproj": project,
            "all.targets": f"<Project><PropertyGroup>{common}</PropertyGroup></Project>",
        },
    )
    found = Platforms(tmp_path / start, {}).of(tmp_path / "repository/app/App.config")
    assert found["dotnet"].version == (6, 0)


def test_nothing_is_read_before_somebody_asks(tmp_path, monkeypatch):
    found = platform(tmp_path, {".python-version": "3.8\n"})
    opened = []
    real_open = os.open
    monkeypatch.setattr(os, "open", lambda *a, **k: opened.append(a) or real_open(*a, **k))
    assert not opened
    assert found.version("python") == (3, 8, NEWEST)
    found.version("node")
    assert len(opened) == 1


def test_directories_and_large_files_are_passed_over(tmp_path):
    (tmp_path / "Dockerfile").mkdir()
    (tmp_path / ".nvmrc").write_bytes(b"8" + b" " * 2_000_000)
    assert dict(Platforms(tmp_path, {}).of("x")) == {}


def test_a_name_tells_whether_there_is_a_reader() -> None:
    assert manifests.EXACT.keys() == declaring.NAMES
    for name in (
        "Dockerfile.prod",
        "a.Dockerfile",
        "containerfile",
        "A.csproj",
        "a.fsproj",
        "POM.xml",
    ):
        assert declaring.declares(name)
        assert manifests.reader(name)
    for name in ("a.py", "pom.xml.bak", "docker", "csproj"):
        assert not declaring.declares(name)
        assert not manifests.reader(name)


READERS = [*manifests.EXACT.values(), *(r for _, r in manifests.PATTERNS), deployments.workflow]
TEXT = st.text(max_size=80) | st.lists(
    st.sampled_from(
        [
            "FROM",
            "python",
            ":",
            "3.8",
            "1.8",
            "8u181",
            "=",
            ">=",
            "^",
            "||",
            ",",
            "-",
            "_",
            "{",
            "}",
            "[",
            "]",
            '"',
            "'",
            "<",
            ">",
            "/",
            "runtime",
            "engines",
            "node",
            "python_requires",
            "envlist",
            "py",
            "jdk",
            "$",
            "${X}",
            "ARG",
            "99999999999999",
            "\n",
        ]
    ),
    max_size=25,
).map("".join)


@settings(max_examples=200, deadline=None)
@given(TEXT, st.integers(0, len(READERS) - 1))
def test_no_text_breaks_a_reader(text, which):
    data = text.encode("utf-8", "replace")
    for found in READERS[which](data, "x", lambda _: None):
        assert 0 <= found.offset <= len(data)
        assert found.version
    images.image(text)
    runtimes.serverless(text)
    runtimes.lowest(text)
    runtimes.java(text)


@pytest.mark.parametrize(("pedantic", "severities"), [(False, []), (True, ["info"])])
def test_the_low_end_of_a_range_is_an_info(
    tmp_path: Path, pedantic: bool, severities: list[str]
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pom.xml").write_text(
        "<project><properties><maven.compiler.source>1.7</maven.compiler.source></properties></project>"
    )
    (tmp_path / "A.java").write_text(
        "import javax.net.ssl.*;\nclass A { void f() throws Exception {\n"
        'SSLContext c = SSLContext.getInstance("TLS");\nc.init(null, null, null);\n} }\n'
    )
    report = scan([str(tmp_path)], lambda _: Options(pedantic=pedantic), rules.load(), jobs=1)
    assert [f.severity for f in report.findings] == severities


_OF_OLD = "python 3.9, the newest that imports {}, declared in "


@pytest.mark.parametrize(
    ("files", "said"),
    [
        (
            {"requirements.txt": "requests==2.18.4\n"},
            _OF_OLD.format("requests 2.18.4"),
        ),
        (
            {"requirements.txt": "urllib3<1.23\n"},
            _OF_OLD.format("urllib3 1.22"),
        ),
        (
            {"setup.py": "setup(python_requires='>=3.5', install_requires=['requests<2.19'])\n"},
            _OF_OLD.format("requests 2.18"),
        ),
        (
            {"setup.py": "setup(python_requires='>=3.10', install_requires=['requests<2.19'])\n"},
            "",
        ),
        (
            {
                "setup.py": "setup(python_requires='>=3.5')\n",
                "requirements.txt": "requests==2.9\n",
            },
            "",
        ),
        ({"requirements.txt": "requests==2.9\n", ".python-version": "3.11\n"}, ""),
        ({"requirements.txt": "requests==2.19.0\nurllib3==1.23\n"}, ""),
        ({"requirements.txt": "requests>=2.9,<3\n"}, ""),
    ],
)
def test_a_package_that_the_newest_python_does_not_import_says_which_does(
    tmp_path: Path, files: dict[str, str], said: str
) -> None:
    (tmp_path / ".git").mkdir()
    code = 'import urllib.request\nurllib.request.urlopen("https://example.com")\n'
    for name, text in {**files, "a.py": code}.items():
        (tmp_path / name).write_text(text)
    report = scan([str(tmp_path)], lambda _: Options(), rules.load(), jobs=1)
    messages = [f.message for f in report.findings]
    assert len(messages) == bool(said)
    assert all(said in m for m in messages)


@pytest.mark.parametrize("pedantic", [False, True])
def test_the_low_end_of_a_range_does_not_soften_what_a_pin_decides(
    tmp_path: Path, pedantic: bool
) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / "pom.xml").write_text(
        "<project><properties><maven.compiler.source>1.6</maven.compiler.source></properties>"
        "<dependencies><dependency><groupId>com.squareup.okhttp3</groupId>"
        "<artifactId>okhttp</artifactId><version>3.12.1</version></dependency></dependencies></project>"
    )
    (tmp_path / "A.java").write_text(
        "import okhttp3.OkHttpClient;\nclass A { Object f() { return new OkHttpClient(); } }\n"
    )
    report = scan([str(tmp_path)], lambda _: Options(pedantic=pedantic), rules.load(), jobs=1)
    assert [f.severity for f in report.findings] == ["warning"]


def test_variables_of_a_ci_file_are_looked_for_once(monkeypatch: pytest.MonkeyPatch) -> None:
    step = "  - uses: actions/setup-node@v1\n    with: {node-version: '${{ env.V }}'}\n"
    text = f"env: {{V: 8}}\njobs:\n a:\n  steps:\n{step * 40}".encode()
    looks = []
    real = yaml_.settings
    monkeypatch.setattr(yaml_, "settings", lambda *given: looks.append(given[1]) or real(*given))
    found = deployments.workflow(text, "x", lambda _: None)
    assert [f.version for f in found] == [(8,)] * 40
    assert len(looks) == 2


def test_variables_that_a_workflow_hands_on_are_gathered_once(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    job = " j{}:\n  env: {{V: '[\"3.7\"]'}}\n  strategy:\n   matrix: {{python-version: '${{{{ fromJSON(env.V) }}}}'}}\n"
    text = f"on: push\njobs:\n{''.join(map(job.format, range(40)))}".encode()
    gathered = []
    real = workflowlists._only
    monkeypatch.setattr(workflowlists, "_only", lambda of: gathered.append(len(of)) or real(of))
    assert len(deployments.workflow(text, "x", lambda _: None)) == 40
    assert gathered == [40]

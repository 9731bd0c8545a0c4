#!/bin/sh
export JAVA_OPTS="-Xmx512m -Dhttps.protocols=TLSv1,TLSv1.1,TLSv1.2"
exec java $JAVA_OPTS -jar gateway.jar

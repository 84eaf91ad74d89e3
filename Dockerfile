# syntax=docker/dockerfile:1
# JobsGateway in a container: docker build -t jobsgateway .
#
# What could not be verified where this file was written, because there was no container engine and no access to an image registry:
#   that the images exist under these tags, that the build runs in them, and that the result starts.
# What was: the commands of the RUN lines, in a copy of the repository outside a container, with the SDK of global.json; that the published
# program starts, answers and ends on SIGTERM with exit code 0; that it needs no file beside the folder /app, and writes only below /app/data, as the user 1654.

FROM mcr.microsoft.com/dotnet/sdk:10.0 AS build
WORKDIR /source
COPY . .
RUN dotnet publish src/Gateway -c Release -o /app && mkdir /app/data

# Chiseled: no shell, no package manager, a user that is not root. "extra" brings ICU, which Microsoft.Data.SqlClient insists on; with SQLite and
# upstream stores alone the smaller 10.0-noble-chiseled does, with DOTNET_SYSTEM_GLOBALIZATION_INVARIANT=1.
FROM mcr.microsoft.com/dotnet/aspnet:10.0-noble-chiseled-extra
WORKDIR /app
COPY --from=build /app .
# The user of the image, app: 1654.
COPY --from=build --chown=1654:1654 /app/data /app/data
ENV Urls=http://+:8080 \
    DOTNET_EnableDiagnostics=0
# Jobs of a SQLite store ("Data Source=data/jobs.db", as shipped). With SQL Server or Studio behind it the container keeps nothing.
# A configuration of your own goes to /app/appsettings.json.
VOLUME /app/data
EXPOSE 8080
USER 1654
# The gateway ends in good order within Shutdown:Delay (5 s) and Shutdown:Timeout (30 s): docker stop --time 40.
STOPSIGNAL SIGTERM
# No HEALTHCHECK: the image has nothing to ask with. Orchestrators ask /health/live and /health/ready themselves; see docs/operations.md.
ENTRYPOINT ["./JobsGateway.Gateway"]
CMD ["run"]

"""The web application and the `aparte` command: delivers matchmaker and scheduler to people."""

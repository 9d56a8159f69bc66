"""Evidence on the framework: five conditions, three phases by four components, readiness."""

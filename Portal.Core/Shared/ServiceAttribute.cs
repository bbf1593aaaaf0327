namespace Portal.Core.Shared;

/// <summary>Marks a class of the core that use cases share; it lives as long as one request, job or command.</summary>
[AttributeUsage(AttributeTargets.Class)]
public sealed class ServiceAttribute : Attribute;

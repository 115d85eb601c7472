namespace Onus.Server;

/// <summary>Which scopes open a route; any one of them is enough. A route that says nothing takes <c>read</c> to look and
/// <c>write</c> to change.</summary>
internal sealed record RouteAccess(IReadOnlyList<string> AnyOf)
{
    /// <summary>Open to everybody.</summary>
    public static readonly RouteAccess Open = new([]);
}

/// <summary>How a route says who may call it.</summary>
internal static class RouteAccessExtensions
{
    /// <summary>Takes any one of these scopes.</summary>
    public static TBuilder RequireScope<TBuilder>(this TBuilder builder, params string[] anyOf)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(new RouteAccess(anyOf));

    /// <summary>Takes no credential.</summary>
    public static TBuilder AllowEverybody<TBuilder>(this TBuilder builder)
        where TBuilder : IEndpointConventionBuilder => builder.WithMetadata(RouteAccess.Open);
}

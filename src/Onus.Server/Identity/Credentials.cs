namespace Onus.Server;

/// <summary>Finds the actor behind a request.</summary>
internal sealed class Credentials(Node node)
{
    private const string Bearer = "Bearer ";

    /// <summary>Who asks; nobody where no credential is sent.</summary>
    /// <exception cref="Refused">A credential is sent that does not count.</exception>
    public async ValueTask<Caller> WhoAsync(HttpContext http)
    {
        var header = http.Request.Headers.Authorization;
        if (header.Count == 0) return Caller.Nobody;
        await Task.CompletedTask.ConfigureAwait(false);
        if (header.Count > 1 || header[0] is not { } text || !text.StartsWith(Bearer, StringComparison.OrdinalIgnoreCase))
            throw new Refused(401, "The credential has another form", "send one header 'Authorization: Bearer TOKEN'");
        if (node.Access.Check(text[Bearer.Length..].Trim()) is not { } key)
            throw new Refused(401, "The credential does not count", "it is unknown here, expired or revoked; 'onus key list' shows the keys of a node");
        return new Caller(key.Actor, key.Scopes, key.Id, key.Expires);
    }
}

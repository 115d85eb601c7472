namespace Onus.Server;

/// <summary>A refusal as the result of a handler: what is refused often is not worth an exception.</summary>
internal sealed class ProblemResult(Refused refused) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext) => Problems.WriteAsync(httpContext, refused);
}

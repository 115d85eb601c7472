using Microsoft.AspNetCore.OpenApi;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.OpenApi;
using Onus.Client.Contracts;
using Onus.Core;

namespace Onus.Server;

/// <summary>The OpenAPI document of the routes as they are mapped, at <c>/openapi/v1.json</c>.</summary>
internal static class ApiDocument
{
    private const string Name = "v1", Key = "key";

    public static void AddApiDocument(this IServiceCollection services) => services.AddOpenApi(Name, options =>
    {
        options.OpenApiVersion = OpenApiSpecVersion.OpenApi3_1;
        options.AddSchemaTransformer((schema, context, _) =>
        {
            Describe(schema, context.JsonTypeInfo.Type);
            return Task.CompletedTask;
        });
        options.AddOperationTransformer(async (operation, context, cancellation) =>
        {
            var problem = await context.GetOrCreateSchemaAsync(typeof(Problem), null, cancellation).ConfigureAwait(false);
            context.Document!.AddComponent(nameof(Problem), problem);
            Describe(operation, context);
        });
        options.AddDocumentTransformer((document, _, _) =>
        {
            Describe(document);
            return Task.CompletedTask;
        });
    });

    public static void MapApiDocument(this WebApplication app) =>
        app.MapOpenApi("/openapi/{documentName}.json").AllowEverybody();

    // What our converters write, which the schema's maker cannot see.
    private static void Describe(OpenApiSchema schema, Type type)
    {
        var plain = Nullable.GetUnderlyingType(type) ?? type;
        var format = plain == typeof(Id128) ? "uuid" : plain == typeof(LogTime) ? "date-time" : null;
        var pattern = plain == typeof(Hash256) ? "^[0-9a-f]{64}$" : null;
        if (format is null && pattern is null) return;
        schema.Type = JsonSchemaType.String | (plain == type ? 0 : JsonSchemaType.Null);
        (schema.Format, schema.Pattern, schema.Properties, schema.Required) = (format, pattern, null, null);
    }

    private static void Describe(OpenApiOperation operation, OpenApiOperationTransformerContext context)
    {
        var metadata = context.Description.ActionDescriptor.EndpointMetadata;
        var method = context.Description.HttpMethod ?? "";
        var access = metadata.OfType<RouteAccess>().LastOrDefault();
        operation.Responses ??= [];
        operation.Responses["default"] = new OpenApiResponse
        {
            Description = "A refusal (RFC 9457)",
            Content = new Dictionary<string, OpenApiMediaType> { [Problems.ContentType] = new() { Schema = new OpenApiSchemaReference(nameof(Problem), context.Document) } },
        };
        // One name for one operation, where a route takes two verbs.
        if (HttpMethods.IsHead(method)) operation.OperationId += "Head";
        var isWrite = !HttpMethods.IsGet(method) && !HttpMethods.IsHead(method);
        if (access?.AnyOf.Count != 0)
            operation.Security = [new OpenApiSecurityRequirement { [new OpenApiSecuritySchemeReference(Key, context.Document)] = [.. access?.AnyOf ?? [isWrite ? Scopes.Write : Scopes.Read]] }];
        if (!isWrite) return;
        operation.Parameters ??= [];
        operation.Parameters.Add(new OpenApiParameter
        {
            Name = Commands.IdempotencyKey, In = ParameterLocation.Header, Description = "The command's id, a UUID of version 7: the same id is the same command.",
            Schema = new OpenApiSchema { Type = JsonSchemaType.String, Format = "uuid" },
        });
    }

    private static void Describe(OpenApiDocument document)
    {
        document.Info = new OpenApiInfo { Title = "Onus", Version = Name, Description = "A ledger of money, a ledger of responsibility, and the proof of both." };
        document.Servers = [];
        document.Components ??= new OpenApiComponents();
        document.Components.SecuritySchemes = new Dictionary<string, IOpenApiSecurityScheme>
        {
            [Key] = new OpenApiSecurityScheme { Type = SecuritySchemeType.Http, Scheme = "bearer", Description = "A key of the node, or a token of its identity provider." },
        };
    }
}

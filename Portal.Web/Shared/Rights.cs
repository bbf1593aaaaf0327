using Microsoft.AspNetCore.Authorization;
using Microsoft.AspNetCore.Mvc.ModelBinding;
using Portal.Core.Shared;
using Portal.Web.Accounts;

namespace Portal.Web.Shared;

/// <summary>Who may: people who act in one of these roles. What is not marked with this, <see cref="SignedInAttribute"/> or AllowAnonymous is denied to all.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class RolesAttribute(params Role[] roles) : Attribute, IAuthorizeData, IAuthorizationRequirement, IAuthorizationRequirementData
{
    public IReadOnlyList<Role> Roles => roles;
    string? IAuthorizeData.Policy { get; set; }
    string? IAuthorizeData.Roles { get; set; }
    string? IAuthorizeData.AuthenticationSchemes { get; set; }

    public IEnumerable<IAuthorizationRequirement> GetRequirements() => [this];
}

/// <summary>Who may: everybody who is signed in, also without a role.</summary>
[AttributeUsage(AttributeTargets.Class | AttributeTargets.Method)]
public sealed class SignedInAttribute : Attribute, IAuthorizeData
{
    string? IAuthorizeData.Policy { get; set; }
    string? IAuthorizeData.Roles { get; set; }
    string? IAuthorizeData.AuthenticationSchemes { get; set; }
}

/// <summary>Lets through whoever acts in one of the roles that a page names.</summary>
public sealed class RolesHandler(IHttpContextAccessor http) : AuthorizationHandler<RolesAttribute>
{
    protected override Task HandleRequirementAsync(AuthorizationHandlerContext context, RolesAttribute requirement)
    {
        var actor = http.HttpContext?.RequestServices.GetRequiredService<Session>().Actor;
        if (actor is not null && requirement.Roles.Contains(actor.Role)) context.Succeed(requirement);
        return Task.CompletedTask;
    }
}

/// <summary>Gives actions their <see cref="Actor"/>; it never comes from the request's fields.</summary>
public sealed class ActorBinder : IModelBinder, IModelBinderProvider
{
    public Task BindModelAsync(ModelBindingContext bindingContext)
    {
        var actor = bindingContext.HttpContext.RequestServices.GetRequiredService<Session>().Actor;
        bindingContext.Result = actor is null ? ModelBindingResult.Failed() : ModelBindingResult.Success(actor);
        bindingContext.ValidationState.TryAdd(actor ?? new object(), new Microsoft.AspNetCore.Mvc.ModelBinding.Validation.ValidationStateEntry { SuppressValidation = true });
        return Task.CompletedTask;
    }

    public IModelBinder? GetBinder(ModelBinderProviderContext context) => context.Metadata.ModelType == typeof(Actor) ? this : null;
}

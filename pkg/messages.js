import{c as b,d as c,e as d}from"./chunks/OUXPXZNB.js";import{c as a}from"./chunks/LXDFZJ6F.js";export{a as KeywardError,b as createMessages,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map

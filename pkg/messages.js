import{b,c,d}from"./chunks/YNSJBKMB.js";import{b as a}from"./chunks/NC4TC7EV.js";export{a as KeywardError,b as createMessages,d as noticeMessage,c as statusMessage};
//# sourceMappingURL=messages.js.map

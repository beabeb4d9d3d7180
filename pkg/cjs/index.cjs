module.exports = require("../nodejs.js");
